using System.Data.Common;
using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Provisioning.Filters;
using Keyway.Server.Storage;

namespace Keyway.Server.Provisioning;

/// <summary>Lists people, groups and computers by filter. The statements are as many as there are filters, so that they are not kept prepared.</summary>
internal sealed class DirectorySearch(Store store)
{
    public Result<Page<DirectoryUser>> Users(ScimAuthority authority, ListRequest request) =>
        Run(request, Statements(ScimKind.Users, authority, request), (_, row) => DirectoryUsers.Map(row));

    public Result<Page<DirectoryGroup>> Groups(ScimAuthority authority, ListRequest request) =>
        Run(request, Statements(ScimKind.Groups, authority, request), (_, row) => DirectoryGroups.Map(row));

    /// <summary>Each with whether it is registered.</summary>
    public Result<Page<(HybridDevice Device, bool Registered)>> Devices(ScimAuthority authority, ListRequest request) => Run(
        request, Statements(ScimKind.Devices, authority, request),
        (session, row) => row.Id(0) is var id ? (HybridDevices.Find(session, id)!, HybridDevices.IsRegistered(session, id)) : default);

    /// <summary>What is asked of the store.</summary>
    /// <returns>A refusal when the filter or the order is over what cannot be searched by.</returns>
    internal static Result<SearchStatements> Statements(ScimKind kind, ScimAuthority authority, ListRequest request)
    {
        var (columns, table, condition, searchable) = kind switch
        {
            ScimKind.Users => (DirectoryUsers.Columns, "Account", "DeletedOn IS NULL", FilterColumn.OfUsers),
            ScimKind.Groups => (DirectoryGroups.Columns, "DirectoryGroup", "TRUE", FilterColumn.OfGroups),
            _ => ("Id", "HybridDevice", "TRUE", FilterColumn.OfDevices),
        };
        var arguments = new List<object?>();
        if (authority.Domain is not null)
        {
            arguments.Add(authority.Domain);
            condition += " AND Domain = @p0";
        }

        if (request.Filter is not null)
        {
            if (!FilterSql.Write(request.Filter, searchable, arguments).TryGet(out var filter, out var refusal))
                return refusal;
            condition += $" AND ({filter})";
        }

        var order = "Id";
        if (request.SortBy is not null)
        {
            if (searchable.GetValueOrDefault(request.SortBy)?.Order is not { } sorted)
                return new Refusal(Catalogue.Provisioning.ValueRefused, "sortBy");
            // What has no value comes last (RFC 7644 3.4.2.3), and last first when the order is turned.
            order = $"{sorted} IS NULL {(request.Descending ? "DESC, " : ", ")}{sorted}{(request.Descending ? " DESC" : "")}, Id";
        }

        return new SearchStatements(
            $"SELECT COUNT(*) FROM {table} WHERE {condition}",
            string.Create(CultureInfo.InvariantCulture, $"SELECT {columns} FROM {table} WHERE {condition} ORDER BY {order} LIMIT {request.Count} OFFSET {request.Start - 1}"),
            arguments);
    }

    private Result<Page<T>> Run<T>(ListRequest request, Result<SearchStatements> written, Func<StoreSession, DbDataReader, T> map)
    {
        if (!written.TryGet(out var statements, out var refusal))
            return refusal;
        return store.Read(session =>
        {
            var total = Query(session, statements.Count, statements.Arguments, (_, row) => row.GetInt64(0))[0];
            return new Page<T>(
                (int)Math.Min(total, int.MaxValue), request.Count == 0 || request.Start > total ? [] : Query(session, statements.Page, statements.Arguments, map));
        });
    }

    private static List<T> Query<T>(StoreSession session, string sql, List<object?> arguments, Func<StoreSession, DbDataReader, T> map)
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
            rows.Add(map(session, reader));
        return rows;
    }
}
