using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Portal.Shared;
using Keyway.Server.SecurityInfo;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>A person's own sign-in methods.</summary>
internal sealed class IndexModel(SecurityKeyRegistrations registrations) : PortalPage
{
    public IReadOnlyList<SecurityKey> Keys { get; private set; } = [];

    public void OnGet() => Keys = registrations.KeysOf(Person.Id);
}
