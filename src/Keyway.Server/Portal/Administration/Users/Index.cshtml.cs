using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Search;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>Everybody, found by what their names begin with.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
internal sealed class IndexModel(PeopleSearch search) : PortalPage
{
    private const int APage = 25;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public PeoplePage Found { get; private set; } = new([], null);

    public string? NextPath => Found.Next is { } next ? "/admin/users" + QueryString.Create([KeyValuePair.Create<string, string?>("q", Text ?? ""), KeyValuePair.Create<string, string?>("after", next)]) : null;

    public string FirstPath => "/admin/users" + (string.IsNullOrEmpty(Text) ? QueryString.Empty : QueryString.Create("q", Text));

    public bool MayCreate => Has(Role.GlobalAdministrator);

    public void OnGet() => Found = search.Find(Text ?? "", After, APage);
}
