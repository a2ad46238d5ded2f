using Keyway.Server.AuthenticationMethods;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.Portal.Shared;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>A person's own sign-in methods.</summary>
internal sealed class IndexModel(SignInMethods methods, TimeProvider time) : PortalPage
{
    public MethodsOf Methods { get; private set; } = null!;

    /// <summary>The pass that would sign in now, or null.</summary>
    public TemporaryAccessPass? Pass => Methods.Pass is { } pass && pass.IsUsable(time.GetUtcNow()) ? pass : null;

    public void OnGet() => Methods = methods.Of(Person);

    /// <summary>The model's name, or its id when nobody told the server a name.</summary>
    public static string ModelOf(SecurityKey key) => key.Aaguid.ToString();
}
