using System.Buffers.Text;
using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Portal.Access;
using Keyway.Server.SecurityInfo;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>Asks before a key of somebody, such as a lost one, is removed.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationAdministrator)]
internal sealed class RemoveKeyModel(AccountDirectory accounts, SecurityKeyRegistrations registrations, SignInMethods methods)
    : MethodActionPage(accounts)
{
    private string CredentialId => Convert.ToString(RouteData.Values["credential"], CultureInfo.InvariantCulture) ?? "";

    public SecurityKey Key { get; private set; } = null!;

    /// <summary>Without this key the person has no strong way to sign in.</summary>
    public bool IsLast => methods.Of(Target).IsLastStrong(Key.CredentialId);

    public async Task<IActionResult> OnPostAsync() =>
        (await registrations.RemoveAsync(Target, CredentialId, Person.Id, HttpContext.RequestAborted, confirmLast: true)).TryGet(out _, out var refusal)
            ? GoTo(Path, $"The key {Key.DisplayName} is removed, and works no more.")
            : Refuse(refusal);

    protected override Refusal? RefuseTarget()
    {
        if (base.RefuseTarget() is { } refusal)
            return refusal;
        // Only among this person's own: the id of another's key is not found here.
        if (registrations.KeysOf(Target.Id).Find(key => Base64Url.EncodeToString(key.CredentialId) == CredentialId) is not { } key)
            return new Refusal(Catalogue.AuthenticationMethods.KeyNotFound);
        Key = key;
        return null;
    }
}
