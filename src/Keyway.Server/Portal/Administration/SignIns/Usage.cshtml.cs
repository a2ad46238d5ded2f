using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Charts;
using Keyway.Server.Portal.Exports;
using Keyway.Server.Portal.Shared;
using Keyway.Server.SignIns;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.SignIns;

/// <summary>Who really signs in with keys, who has one and does not, who has none.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
internal sealed class UsageModel(SignInQueries queries) : PortalPage
{
    private const int APage = 50;
    private static readonly string[] Columns = ["userId", "userName", "displayName", "keys", "lastUsed"];

    public KeyUsage Usage { get; private set; } = null!;

    public KeyUsagePage Found { get; private set; } = new([], null);

    public KeyUsageKind Kind { get; private set; } = KeyUsageKind.Registered;

    public RankChart Chart => new(
        "Enabled people", "People", "Number",
        [new RankRow(Words(KeyUsageKind.Uses), Usage.Uses, "ok"), new RankRow(Words(KeyUsageKind.Registered), Usage.Registered, "note"), new RankRow(Words(KeyUsageKind.None), Usage.None, "danger")],
        "Nobody is here.");

    public static string Words(KeyUsageKind kind) => kind switch
    {
        KeyUsageKind.Uses => "Used a key in the last 30 days",
        KeyUsageKind.Registered => "Have a key and did not use it",
        _ => "Have no key",
    };

    public long CountOf(KeyUsageKind kind) => kind switch { KeyUsageKind.Uses => Usage.Uses, KeyUsageKind.Registered => Usage.Registered, _ => Usage.None };

    public IActionResult OnGet(string? who, string? after)
    {
        Usage = queries.KeyUsage();
        if (!TryKind(who))
            return Refuse(new Refusal(Catalogue.Portal.FilterUnreadable, "who"));
        if (!queries.PeopleByKeyUsage(Kind, after is { Length: > 0 } ? after : null, APage).TryGet(out var found, out var refusal))
            return Refuse(refusal);
        Found = found;
        return Page();
    }

    public IActionResult OnGetExport(string? who)
    {
        if (!TryKind(who))
            return new RefusedResult(new Refusal(Catalogue.Portal.FilterUnreadable, "who"));
        return new ExportResult(
            "key-usage", isJson: false, Columns, ExportPages.From(PageBehind(null).Value, PageBehind).Select(page => (IReadOnlyList<string?[]>)[.. page.Select(Row)]));
    }

    private bool TryKind(string? who)
    {
        if (string.IsNullOrEmpty(who))
            return true;
        if (!Enum.GetNames<KeyUsageKind>().Contains(who))
            return false;
        Kind = Enum.Parse<KeyUsageKind>(who);
        return true;
    }

    private Result<(IReadOnlyList<KeyUsagePerson> Items, string? Next)> PageBehind(string? cursor) =>
        queries.PeopleByKeyUsage(Kind, cursor, ExportResult.APage).TryGet(out var page, out var refusal) ? (page.People, page.Next) : refusal;

    private static string?[] Row(KeyUsagePerson person) =>
    [
        person.UserId.ToString("D"), person.UserName, person.DisplayName, person.Keys.ToString(CultureInfo.InvariantCulture),
        person.LastUsedOn?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
    ];
}
