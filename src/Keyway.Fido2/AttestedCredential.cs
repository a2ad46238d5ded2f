using Keyway.Fido2.Cose;

namespace Keyway.Fido2;

/// <summary>The credential that a key made, as it stands in authenticator data (WebAuthn L3 6.5.1).</summary>
/// <param name="Aaguid">The key's model; all zero when it is not told.</param>
/// <param name="CredentialId">The key's own name for the credential; at most 65,535 bytes here, at most 1,023 once registered.</param>
/// <param name="PublicKey">The credential's public key.</param>
public sealed record AttestedCredential(Guid Aaguid, ReadOnlyMemory<byte> CredentialId, CoseKey PublicKey);
