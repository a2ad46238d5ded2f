using Keyway.ActiveDirectory.Ldap;

namespace Keyway.Device.Joining.Hybrid;

/// <summary>A connection to the domain as this computer.</summary>
internal sealed record ComputerSession(ComputerAccount Account, DomainConnection Connection) : IDisposable
{
    public void Dispose() => Connection.Dispose();
}
