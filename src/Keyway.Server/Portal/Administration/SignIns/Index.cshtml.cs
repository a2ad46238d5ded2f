using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Charts;
using Keyway.Server.Portal.Exports;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Search;
using Keyway.Server.SignIns;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.SignIns;

/// <summary>The sign-in log: filtered, followed as it grows, counted, and taken away as a file.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
internal sealed class IndexModel(SignInQueries queries, AccountDirectory accounts, PeopleSearch search, TimeProvider time) : PortalPage
{
    public const string Path = "/admin/sign-ins";

    private const int APage = 50;
    private static readonly string[] Columns =
        ["id", "time", "userId", "userName", "outcome", "number", "reason", "method", "client", "address", "userAgent", "deviceId", "keyModel", "resource", "kerberosServer", "trace", "appId", "appName"];

    public SignInQuery Query { get; private set; } = null!;

    public SignInPage Found { get; private set; } = new([], null);

    public BarChart? OverTime { get; private set; }

    public RankChart? Methods { get; private set; }

    public RankChart? Reasons { get; private set; }

    public SignInStatistics? Statistics { get; private set; }

    /// <summary>The page before ended there; null on the first.</summary>
    public string? After { get; private set; }

    /// <summary>New sign-ins appear by themselves: on the first page of a time that goes on.</summary>
    public bool IsLive => After is null && Query.Time.To is null && !Query.IsNobody && Refusal is null;

    public string LivePath => Path + Query.With("handler", "List");

    public string ExportPath(string format) => Path + Query.With().Add("handler", "Export").Add("format", format);

    public IActionResult OnGet()
    {
        if (Read() is { } refusal)
            return Refuse(refusal);
        // A chart of one person's few sign-ins says nothing, and the counts know no person.
        if (Query is { Filter: { UserId: null, DeviceId: null }, IsNobody: false })
            Count();
        return Page();
    }

    /// <summary>The list alone, for the page that follows it.</summary>
    public IActionResult OnGetList() => Read() is { } refusal ? new RefusedResult(refusal) : Partial("/Portal/Administration/SignIns/_List.cshtml", Found);

    /// <summary>What the filter finds, as a file.</summary>
    public IActionResult OnGetExport(string? format)
    {
        if (Parse() is { } refusal)
            return new RefusedResult(refusal);
        if (format is not ("csv" or "json"))
            return new RefusedResult(new Refusal(Catalogue.Portal.FilterUnreadable, "format"));
        var pages = Query.IsNobody ? [] : ExportPages.From(PageBehind(null).Value, PageBehind);
        return new ExportResult("sign-ins", format == "json", Columns, pages.Select(page => (IReadOnlyList<string?[]>)[.. page.Select(Row)]));
    }

    private Refusal? Parse()
    {
        (Query, var refusal) = SignInQuery.Of(Request.Query, accounts, search, time.GetUtcNow());
        After = Request.Query["after"] is [{ Length: > 0 } cursor] ? cursor : null;
        return refusal;
    }

    private Refusal? Read()
    {
        if (Parse() is { } refusal)
            return refusal;
        if (Query.IsNobody)
            return null;
        if (!queries.Read(Query.Filter, After, APage).TryGet(out var found, out refusal))
            return refusal;
        Found = found;
        return null;
    }

    private void Count()
    {
        var filter = Query.Filter;
        var counted = queries.Statistics(Query.Time.From, Query.Time.To ?? time.GetUtcNow());
        Statistics = counted with
        {
            Counts = [.. counted.Counts.Where(count =>
                (filter.Succeeded is not { } succeeded || succeeded == count.Error is null) && (filter.Method is not { } method || method == count.Method)
                && (filter.Client is not { } client || client == count.Client) && (filter.Error is not { } error || error == count.Error))],
        };
        OverTime = SignInCharts.ByTime(Statistics);
        Methods = SignInCharts.ByMethod(Statistics);
        Reasons = SignInCharts.ByReason(Statistics);
    }

    private Result<(IReadOnlyList<SignInEntry> Items, string? Next)> PageBehind(string? cursor) =>
        queries.Read(Query.Filter, cursor, ExportResult.APage).TryGet(out var page, out var refusal) ? (page.Entries, page.Next) : refusal;

    private static string?[] Row(SignInEntry entry) =>
    [
        entry.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), entry.OccurredOn.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
        entry.UserId?.ToString("D"), entry.UserName, entry.Succeeded ? "completed" : "refused", entry.Error is { } error ? $"KW{error}" : null,
        entry.Error is { } number ? SignInText.Reason(number) : null, entry.Method.ToString(), entry.Client.ToString(), entry.Source.Address, entry.Source.UserAgent,
        entry.DeviceId?.ToString("D"), entry.Aaguid?.ToString("D"), entry.Resource, entry.KerberosServer, entry.Source.Trace,
        entry.AppId?.ToString("D"), entry.AppName,
    ];
}
