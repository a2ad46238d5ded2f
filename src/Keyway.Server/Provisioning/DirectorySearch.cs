using System.Data.Common;
using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Provisioning.Filters;
using Keyway.Server.Storage;

namespace Keyway.Server.Provisioning;

/// <summary>Lists people and groups by filter. The statements are as many as there are filters, so that they are not kept prepared.</summary>
internal sealed class DirectorySearch(Store store)
{
    public Result<Page<DirectoryUser>> Users(ScimAuthority authority, ListRequest request) =>
        Run(authority, request, $"SELECT {DirectoryUsers.Columns} FROM", "Account", "DeletedOn IS NULL", FilterColumn.OfUsers, DirectoryUsers.Map);

    public Result<Page<DirectoryGroup>> Groups(ScimAuthority authority, ListRequest request) =>
        Run(authority, request, $"SELECT {DirectoryGroups.Columns} FROM", "DirectoryGroup", "TRUE", FilterColumn.OfGroups, DirectoryGroups.Map);

    private Result<Page<T>> Run<T>(
        ScimAuthority authority, ListRequest request, string select, string table, string condition, IReadOnlyDictionary<string, FilterColumn> columns, Func<DbDataReader, T> map)
    {
        var arguments = new List<object?>();
        if (authority.Domain is not null)
        {
            arguments.Add(authority.Domain);
            condition += " AND Domain = @p0";
        }

        if (request.Filter is not null)
        {
            if (!FilterSql.Write(request.Filter, columns, arguments).TryGet(out var filter, out var refusal))
                return refusal;
            condition += $" AND ({filter})";
        }

        return store.Read(session =>
        {
            var total = Query(session, $"SELECT COUNT(*) FROM {table} WHERE {condition}", arguments, row => row.GetInt64(0))[0];
            var page = string.Create(CultureInfo.InvariantCulture, $"{select} {table} WHERE {condition} ORDER BY Id LIMIT {request.Count} OFFSET {request.Start - 1}");
            return new Page<T>((int)Math.Min(total, int.MaxValue), request.Count == 0 ? [] : Query(session, page, arguments, map));
        });
    }

    private static List<T> Query<T>(StoreSession session, string sql, List<object?> arguments, Func<DbDataReader, T> map)
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
            parameter.Value = arguments[index] is DateTimeOffset moment ? moment.ToUnixTimeMilliseconds() : arguments[index] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }
}
