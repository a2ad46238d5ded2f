using Keyway.Server.AuthenticationMethods;
using Keyway.Server.Portal.Shared;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>Which method to add.</summary>
internal sealed class AddModel(SignInMethods methods) : PortalPage
{
    public bool CodeAllowed { get; private set; }

    public bool HasCode { get; private set; }

    public void OnGet()
    {
        var own = methods.Of(Person);
        // A code stands beside a password: without one it would open nothing.
        CodeAllowed = own.CodeAllowed && own.Password != PasswordKind.None;
        HasCode = own.Code is not null;
    }
}
