using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Exports;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Search;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Audit;

/// <summary>The audit log: who changed what, from what to what, and whether the log is still whole.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.Reader)]
internal sealed class IndexModel(AuditQueries queries, AccountDirectory accounts, PeopleSearch search, TimeProvider time) : PortalPage
{
    public const string Path = "/admin/audit";

    private const int APage = 50;
    private static readonly string[] Columns = ["number", "time", "activity", "actorId", "actor", "targetId", "target", "detail", "hash"];

    public AuditQuery Query { get; private set; } = null!;

    public AuditPage Found { get; private set; } = new([], null);

    public AuditHead Head { get; private set; } = AuditHead.Genesis;

    /// <summary>The outcome of a check that was asked for, and when.</summary>
    public (ChainCheck Check, DateTimeOffset On)? Checked { get; private set; }

    public bool IsFirst { get; private set; }

    public IActionResult OnGet() => Read() is { } refusal ? Refuse(refusal) : Page();

    /// <summary>Computes the latest entries anew. It changes nothing; it is a form so that nobody is led into the work by a link.</summary>
    public IActionResult OnPostVerify()
    {
        if (Read() is { } refusal)
            return Refuse(refusal);
        Checked = (ChainCheck.Of(queries), time.GetUtcNow());
        return Page();
    }

    public IActionResult OnGetExport(string? format)
    {
        (Query, var refusal) = AuditQuery.Of(Request.Query, accounts, search);
        if (refusal is not null)
            return new RefusedResult(refusal);
        if (format is not ("csv" or "json"))
            return new RefusedResult(new Refusal(Catalogue.Portal.FilterUnreadable, "format"));
        var pages = Query.IsNobody ? [] : ExportPages.From(PageBehind(null).Value, PageBehind);
        return new ExportResult("audit", format == "json", Columns, pages.Select(page => (IReadOnlyList<string?[]>)[.. page.Select(Row)]));
    }

    /// <summary>Who or what an id is, as short as can be told apart.</summary>
    public static string Name(Guid? id, string? name) => name ?? (id is { } known ? known.ToString("D")[..8] + "…" : "this server");

    private Refusal? Read()
    {
        (Query, var refusal) = AuditQuery.Of(Request.Query, accounts, search);
        Head = queries.Head();
        if (refusal is not null)
            return refusal;
        var after = Request.Query["after"] is [{ Length: > 0 } cursor] ? cursor : null;
        IsFirst = after is null;
        if (Query.IsNobody)
            return null;
        if (!queries.Read(Query.Filter, after, APage).TryGet(out var found, out refusal))
            return refusal;
        Found = found;
        return null;
    }

    private Result<(IReadOnlyList<AuditEntry> Items, string? Next)> PageBehind(string? cursor) =>
        queries.Read(Query.Filter, cursor, ExportResult.APage).TryGet(out var page, out var refusal) ? (page.Entries, page.Next) : refusal;

    private static string?[] Row(AuditEntry entry) =>
    [
        entry.Number.ToString(CultureInfo.InvariantCulture), entry.OccurredOn.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), entry.Activity,
        entry.ActorId?.ToString("D"), entry.ActorName, entry.TargetId?.ToString("D"), entry.TargetName, entry.Detail, Convert.ToHexStringLower(entry.Hash),
    ];
}
