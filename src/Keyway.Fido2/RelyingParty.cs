using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Keyway.Fido2;

/// <summary>The identity server as WebAuthn sees it. Make one at the start and keep it: the hash of its id is computed once.</summary>
/// <param name="id">The RP id, a domain name such as <c>login.contoso.com</c> (WebAuthn L3 5.1.2).</param>
/// <param name="name">What a security key's owner reads.</param>
/// <param name="origins">Every origin that may ask for a gesture, such as <c>https://login.contoso.com</c>; compared character by character.</param>
/// <param name="topOrigins">Pages that may frame such an origin; none by default, so that every cross-origin ceremony is refused.</param>
public sealed class RelyingParty(string id, string name, IReadOnlySet<string> origins, IReadOnlySet<string>? topOrigins = null)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    // A copy with the ordinal comparer: the caller's set might ignore case.
    public IReadOnlySet<string> Origins { get; } = origins.ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc cref="Origins"/>
    public IReadOnlySet<string> TopOrigins { get; } = (topOrigins ?? FrozenSet<string>.Empty).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>SHA-256 of the RP id in UTF-8, 32 bytes.</summary>
    public ReadOnlyMemory<byte> IdHash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(id));
}
