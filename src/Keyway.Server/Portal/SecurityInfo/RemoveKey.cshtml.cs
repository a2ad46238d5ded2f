using Keyway.Errors;
using Keyway.Server.Portal.Access;
using Keyway.Server.SecurityInfo;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>Asks, removes a key, and asks a second time when no strong way to sign in would be left. The write itself knows which is the last (W13).</summary>
[FreshSignIn]
internal sealed class RemoveKeyModel(SecurityKeyRegistrations registrations) : KeyPage(registrations)
{
    private readonly SecurityKeyRegistrations _registrations = registrations;

    /// <summary><c>1</c>: the person was told that it is the last way.</summary>
    [BindProperty]
    public string? Last { get; set; }

    public bool AsksForLast { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var name = Key.DisplayName;
        if ((await _registrations.RemoveAsync(Person, Id, Person.Id, HttpContext.RequestAborted, confirmLast: Last == "1")).TryGet(out _, out var refusal))
            return GoTo("/security-info", $"{name} is removed.");
        if (refusal.Error != Catalogue.AuthenticationMethods.LastStrongMethod)
            return Refuse(refusal);
        AsksForLast = true;
        return Page();
    }
}
