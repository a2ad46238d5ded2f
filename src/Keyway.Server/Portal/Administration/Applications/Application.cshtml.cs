using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Applications;
using Keyway.Server.Connectors;
using Keyway.Server.Portal.Access;
using Keyway.Server.Tokens;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Applications;

/// <summary>One application: its state, by what it signs in, and what it may do.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.Reader)]
internal sealed class ApplicationModel(ApplicationDirectory applications, AccountDirectory accounts, TimeProvider time) : ApplicationPage(applications)
{
    /// <summary>Reaches people who have a role.</summary>
    public const Permission Mighty = Permission.UserAuthenticationMethodReadWriteAdministrators;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty(Name = "permission")]
    public string? PermissionName { get; set; }

    public bool MayChange => Has(Role.GlobalAdministrator);

    /// <summary>What it does not have yet.</summary>
    public IReadOnlyList<Permission> Grantable => [.. Permissions.OfApplications.Where(permission => !Target.Permissions.Contains(permission))];

    public static bool IsMighty(Permission permission) => permission == Mighty;

    /// <summary>By what people tell credentials from each other.</summary>
    public static string Mark(ApplicationCredential credential) => credential.Certificate is { } der ? ConnectorCertificate.Thumbprint(der) : credential.Hint + "…";

    public IActionResult OnGet() => Page();

    public Task<IActionResult> OnPostRenameAsync() =>
        DoAsync(actor => Applications.ChangeAsync(Target.Id, Name ?? "", null, actor, HttpContext.RequestAborted), "The application has its new name.");

    public Task<IActionResult> OnPostEnableAsync() =>
        DoAsync(actor => Applications.ChangeAsync(Target.Id, null, true, actor, HttpContext.RequestAborted), "The application is enabled.");

    public Task<IActionResult> OnPostDisableAsync() =>
        DoAsync(actor => Applications.ChangeAsync(Target.Id, null, false, actor, HttpContext.RequestAborted), "The application is disabled, and its tokens work no more.");

    public Task<IActionResult> OnPostGrantAsync() => DoAsync(
        actor => Wanted is { } permission ? Applications.GrantAsync(Target.Id, permission, actor, HttpContext.RequestAborted) : Unknown, "The permission is granted.");

    public Task<IActionResult> OnPostWithdrawAsync() => DoAsync(
        actor => Wanted is { } permission ? Applications.WithdrawAsync(Target.Id, permission, actor, HttpContext.RequestAborted) : Unknown, "The permission is withdrawn.");

    public CredentialStanding StandingOf(ApplicationCredential credential) => CredentialStanding.Of(credential, time.GetUtcNow());

    public string NameOf(Guid person) => accounts.Find(person)?.DisplayName ?? "somebody who is gone";

    private Permission? Wanted => PermissionName is { } name ? Permissions.Find(name) : null;

    private static Task<Result<Application>> Unknown => Task.FromResult<Result<Application>>(Catalogue.Applications.PermissionUnknown);

    private async Task<IActionResult> DoAsync(Func<Guid, Task<Result<Application>>> change, string notice)
    {
        if (!MayChange)
            return Refuse(Catalogue.Accounts.Forbidden);
        return (await change(Person.Id)).TryGet(out _, out var refusal) ? GoTo(Path, notice) : Refuse(refusal);
    }
}
