namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>The key that signs attestations, and its certificates.</summary>
/// <param name="PrivateKey">PKCS #8.</param>
/// <param name="Certificate">X.509, DER.</param>
/// <param name="Root">The self-signed issuer, X.509, DER. Its private key exists nowhere.</param>
internal sealed record SoftwareAttestationKey(byte[] PrivateKey, byte[] Certificate, byte[] Root)
{
    public override string ToString() => nameof(SoftwareAttestationKey);
}
