using Keyway.Server.SecurityInfo;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>The last step of a registration: what the key is good for.</summary>
internal sealed class KeyDoneModel(SecurityKeyRegistrations registrations) : KeyPage(registrations)
{
    private readonly SecurityKeyRegistrations _registrations = registrations;

    public bool IsOnly => _registrations.KeysOf(Person.Id).Count == 1;
}
