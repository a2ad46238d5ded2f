using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;
using Keyway.Server.SecurityInfo;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>Registers a key that is plugged into the administrator's computer, for somebody else, to be handed over with its PIN.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationAdministrator)]
internal sealed class NewKeyModel(AccountDirectory accounts, SecurityKeyRegistrations registrations) : MethodActionPage(accounts)
{
    /// <summary>Long enough to find the key and to choose a PIN.</summary>
    private const int Minutes = 15;

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>For the script; null when the policy lets the person have no key.</summary>
    public string? GestureOptions { get; private set; }

    public IActionResult OnGet() => Offer();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ContractsJson.TryRead(Encoding.UTF8.GetBytes(Answer ?? ""), ContractsJson.Default.PublicKeyCredential, out var credential))
            return Offer(new Refusal(Catalogue.Portal.NoKeyMade));
        return (await registrations.RegisterAsync(Target, new SecurityKeyRegistration(DisplayName ?? "", credential), Person.Id, HttpContext.RequestAborted)).TryGet(out var key, out var refusal)
            ? GoTo(Path, $"The key {key.DisplayName} is registered for {Target.DisplayName}.")
            : Offer(refusal);
    }

    /// <summary>Each showing of the page has a challenge of its own, which can be answered once.</summary>
    private PageResult Offer(Refusal? refusal = null)
    {
        if (registrations.Options(Target, Minutes).TryGet(out var options, out var notAllowed))
            GestureOptions = JsonSerializer.Serialize(options.PublicKey, ContractsJson.Default.PublicKeyCreationOptions);
        return (refusal ?? notAllowed) is { } reason ? Refuse(reason) : Page();
    }
}
