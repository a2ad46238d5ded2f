using Keyway.Kerberos.CredentialCaches;

namespace Keyway.Device.SignIn;

/// <summary>Where a person's session is opened.</summary>
/// <param name="Cache">Where the full TGT is put.</param>
/// <param name="Owner">To whom the cache is given; null leaves it with who runs this program.</param>
internal sealed record SessionPlace(CacheName Cache, FileOwner? Owner = null);
