using System.Data.Common;
using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Provisioning.Filters;
using Keyway.Server.Storage;

namespace Keyway.Server.Graph.Queries;

/// <summary>Reads lists. The statements are as many as there are filters, so that they are not kept prepared.</summary>
internal sealed class GraphLists(Store store)
{
    public Result<GraphFound<T>> Read<T>(GraphEntity<T> entity, GraphQuery<T> query)
    {
        if (!Statements(entity, query).TryGet(out var statements, out var refusal))
            return refusal;
        return store.Read(session =>
        {
            var found = Run(session, statements.Page, statements.PageArguments, entity.Map);
            long? total = query.Count ? Run(session, statements.Count, statements.CountArguments, row => row.GetInt64(0))[0] : null;
            return new GraphFound<T>(found.Count > query.Page.Top ? found[..query.Page.Top] : found, found.Count > query.Page.Top, total);
        });
    }

    /// <summary>What is asked of the store.</summary>
    /// <returns>KW2783 when the filter is over what cannot be filtered by, or not so.</returns>
    internal static Result<GraphStatements> Statements<T>(GraphEntity<T> entity, GraphQuery<T> query)
    {
        var arguments = new List<object?>();
        var condition = entity.Condition;
        if (query.Filter is not null)
        {
            if (!FilterSql.Write(query.Filter, entity.Filters, arguments).TryGet(out var filter, out var refusal))
                return new Refusal(Catalogue.Graph.FilterRefused, refusal.Detail);
            condition += $" AND ({filter})";
        }

        var counted = arguments.ToArray();
        var (direction, beyond) = query.Descending ? (" DESC", "<") : ("", ">");
        var page = condition;
        if (query.Page.After is { } after)
        {
            arguments.Add(after.Id);
            var id = string.Create(CultureInfo.InvariantCulture, $"{entity.Key} {beyond} @p{arguments.Count - 1}");
            if (query.OrderBy is { Order: { } order })
            {
                arguments.Add(after.Word);
                id = string.Create(CultureInfo.InvariantCulture, $"{order} {beyond}= @p{arguments.Count - 1} AND ({order} {beyond} @p{arguments.Count - 1} OR {id})");
            }

            page += $" AND {id}";
        }

        var by = query.OrderBy is { Order: { } first } ? $"{first}{direction}, " : "";
        return new GraphStatements(
            string.Create(CultureInfo.InvariantCulture, $"SELECT {entity.Columns} FROM {entity.Tables} WHERE {page} ORDER BY {by}{entity.Key}{direction} LIMIT {query.Page.Top + 1}"),
            arguments, $"SELECT COUNT(*) FROM {entity.Tables} WHERE {condition}", counted);
    }

    private static List<T> Run<T>(StoreSession session, string sql, IReadOnlyList<object?> arguments, Func<DbDataReader, T> map)
    {
        using var command = session.Connection.CreateCommand();
        // Constants, numbers, and conditions of FilterSql, in which what the caller sent is only ever a parameter.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var index = 0; index < arguments.Count; index++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{index}");
            parameter.Value = arguments[index] switch
            {
                null => DBNull.Value,
                Guid id => id.ToString("D"),
                DateTimeOffset moment => moment.ToUnixTimeMilliseconds(),
                var value => value,
            };
            command.Parameters.Add(parameter);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }
}
