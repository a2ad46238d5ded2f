using Keyway.ActiveDirectory.Locator;
using Keyway.Kerberos.Exchange;

namespace Keyway.Device.SignIn;

/// <summary>A full TGT, and the domain controller that was asked first for it.</summary>
internal sealed record ExchangedTicket(FullTicket Full, DomainController Controller) : IDisposable
{
    public void Dispose() => Full.Dispose();
}
