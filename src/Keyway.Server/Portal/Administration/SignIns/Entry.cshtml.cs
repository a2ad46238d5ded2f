using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Devices;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Keyway.Server.SecurityInfo;
using Keyway.Server.SignIns;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.SignIns;

/// <summary>All that is known of one sign-in, and what to do about a refused one.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
internal sealed class EntryModel(SignInQueries queries, AccountDirectory accounts, DeviceService devices, SecurityKeyRegistrations keys) : PortalPage
{
    public SignInEntry Entry { get; private set; } = null!;

    /// <summary>The person as of today; null when not known, deleted or forgotten.</summary>
    public Account? Account { get; private set; }

    public SecurityKey? Key { get; private set; }

    public Device? Device { get; private set; }

    public KeywayError? Reason { get; private set; }

    public IActionResult OnGet(long id)
    {
        if (queries.After(id - 1, 1) is not [var entry] || entry.Id != id)
            return new RefusedResult(Catalogue.Portal.SignInUnknown);
        Entry = entry;
        Account = entry.UserId is { } person ? accounts.Find(person) : null;
        Device = entry.DeviceId is { } device ? devices.Find(device) : null;
        Key = entry is { UserId: { } owner, CredentialId: { } credential } ? keys.KeysOf(owner).Find(key => key.CredentialId.AsSpan().SequenceEqual(credential)) : null;
        Reason = entry.Error is { } error ? SignInText.Error(error) : null;
        return Page();
    }
}
