using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Applications;
using Keyway.Server.Portal.Access;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Applications;

/// <summary>Makes a secret; the answer to the form is the only place that ever shows it.</summary>
[AllowRoles(Role.GlobalAdministrator)]
internal sealed class SecretModel(ApplicationDirectory applications, TimeProvider time) : ApplicationPage(applications)
{
    public static int MostDays => (int)ApplicationDirectory.LongestSecretLife.TotalDays;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Days { get; set; }

    public NewSecret? Made { get; private set; }

    public void OnGet() => Days = ((int)ApplicationDirectory.UsualSecretLife.TotalDays).ToString(CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days < 1 || days > MostDays)
            return Refuse(new Refusal(Catalogue.Applications.CredentialRefused, "days"));
        if (!(await Applications.AddSecretAsync(Target.Id, Name?.Trim(), time.GetUtcNow().AddDays(days), Person.Id, HttpContext.RequestAborted)).TryGet(out var made, out var refusal))
            return Refuse(refusal);
        Made = made;
        return Page();
    }
}
