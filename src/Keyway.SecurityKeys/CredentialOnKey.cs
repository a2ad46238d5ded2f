using Keyway.Fido2;

namespace Keyway.SecurityKeys;

/// <summary>A credential as the key lists it to its holder. Every text comes from the key and may be anything.</summary>
/// <param name="Id">Names it for removal.</param>
/// <param name="RelyingPartyId">Whom it is for.</param>
/// <param name="UserName">The account's name, or empty.</param>
/// <param name="UserDisplayName">The person's name, or empty.</param>
/// <param name="Protection">The credProtect level that the key tells.</param>
public sealed record CredentialOnKey(ReadOnlyMemory<byte> Id, string RelyingPartyId, string UserName, string UserDisplayName, CredentialProtection Protection);
