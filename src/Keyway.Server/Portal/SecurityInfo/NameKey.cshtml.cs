using Keyway.Server.SecurityInfo;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>The third step of a registration, and what changes a name later. A name opens nothing, so that it takes no fresh sign-in.</summary>
internal sealed class NameKeyModel(SecurityKeyRegistrations registrations) : KeyPage(registrations)
{
    private readonly SecurityKeyRegistrations _registrations = registrations;

    /// <summary><c>1</c> in the course of a registration.</summary>
    [BindProperty(SupportsGet = true)]
    public string? New { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    public bool IsNew => New == "1";

    public void OnGet() => Name = Key.DisplayName;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!(await _registrations.RenameAsync(Person, Id, Name ?? "", Person.Id, HttpContext.RequestAborted)).TryGet(out _, out var refusal))
            return Refuse(refusal);
        return IsNew ? GoTo($"/security-info/keys/{Id}/done") : GoTo("/security-info", "The key has its new name.");
    }
}
