using Keyway.Errors;
using Keyway.Kerberos.CredentialCaches;

namespace Keyway.Device.SignIn;

/// <summary>Tickets in a file of mode 0600, replaced whole.</summary>
/// <param name="Cache">Which file.</param>
/// <param name="Owner">To whom it is given; null leaves it with who runs this program.</param>
internal sealed record TicketFile(CacheName Cache, FileOwner? Owner = null) : ITicketPlace
{
    public string Name => Cache.ToString();

    public Result<string> Write(CredentialCache cache) => CredentialCacheFile.Write(Cache.Path, cache, Owner);
}
