using System.Buffers.Text;
using Keyway.Errors;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>The second step: the browser asks the key, and the server verifies what it made. From then on the key is registered; its name comes next, and can wait.</summary>
[FreshSignIn]
[AllowBeforeFirstKey]
internal sealed class CreateKeyModel(KeyCeremony ceremony) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string Transport { get; set; } = "";

    [BindProperty]
    public string? Answer { get; set; }

    public bool IsNfc => Transport == "nfc";

    /// <summary>For the script; null when the person may not register a key at all.</summary>
    public string? Options { get; private set; }

    /// <summary>What the organisation calls the model that it does not allow.</summary>
    public string? RefusedModel { get; private set; }

    public IActionResult OnGet()
    {
        if (!ceremony.Begin(HttpContext, Person, Session).TryGet(out var options, out var refusal))
            return Refuse(refusal);
        Options = options;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var finished = await ceremony.FinishAsync(HttpContext, Person, Session, IsNfc ? "NFC security key" : "USB security key", Answer);
        if (finished.TryGet(out var key, out var refusal))
            return GoTo($"/security-info/keys/{Base64Url.EncodeToString(key.CredentialId)}/name?new=1");
        if (refusal.Error == Catalogue.AuthenticationMethods.ModelNotAllowed)
            RefusedModel = refusal.Detail;
        // A page that stands is asked again by a challenge of its own: the one before may be spent.
        if (ceremony.Begin(HttpContext, Person, Session).TryGet(out var options, out _))
            Options = options;
        return Refuse(refusal);
    }
}
