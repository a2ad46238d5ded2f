using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Applications;
using Keyway.Server.Portal.Access;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Applications;

/// <summary>Registers a certificate by whose key the application signs in.</summary>
[AllowRoles(Role.GlobalAdministrator)]
internal sealed class CertificateModel(ApplicationDirectory applications) : ApplicationPage(applications)
{
    public const int LongestText = 12_000;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty(Name = "certificate")]
    public string? Text { get; set; }

    /// <summary>What was typed; a private key that came by mistake is not sent back.</summary>
    public string? Shown => HoldsPrivateKey ? null : Text;

    private bool HoldsPrivateKey => Text?.Contains("PRIVATE KEY", StringComparison.OrdinalIgnoreCase) == true;

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (HoldsPrivateKey || Text is not { Length: > 0 and <= LongestText })
            return Refuse(new Refusal(Catalogue.Applications.CredentialRefused, "certificate"));
        return (await Applications.AddCertificateAsync(Target.Id, Name?.Trim(), Base64(Text), Person.Id, HttpContext.RequestAborted)).TryGet(out var credential, out var refusal)
            ? GoTo(Path, $"The certificate is added. It ends on {credential.ExpiresOn:yyyy-MM-dd}.")
            : Refuse(refusal);
    }

    // One certificate and nothing beside it, in either form; everything else the service refuses.
    private static string Base64(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var body = PemEncoding.TryFind(trimmed, out var fields) && fields.Location.Equals(..trimmed.Length) && trimmed[fields.Label] is "CERTIFICATE" ? trimmed[fields.Base64Data] : trimmed;
        return string.Concat(body.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
