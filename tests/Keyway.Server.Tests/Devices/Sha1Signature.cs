using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Server.Tests.Devices;

/// <summary>sha1WithRSAEncryption, which the platform no longer writes by itself.</summary>
internal sealed class Sha1Signature(RSA key) : X509SignatureGenerator
{
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300D06092A864886F70D0101050500");

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

    protected override PublicKey BuildPublicKey() => new(key);
}
