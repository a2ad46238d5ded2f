using System.Security.Cryptography;
using System.Text;
using Keyway.Errors;

namespace Keyway.Device.State;

/// <summary>Private keys in files that only root may open, PKCS#8 in PEM: root, and whoever takes the disk, has them.</summary>
internal sealed class FileKeyStore : KeyStore
{
    private const int KeyBits = 2048;

    public override string Extension => ".key";

    public override string Provider => "file, root only";

    public override string? Tpm => null;

    public override Result<RSA> Create(KeyUse use, out byte[] stored)
    {
        var key = RSA.Create(KeyBits);
        stored = Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem());
        return key;
    }

    public override Result<RSA> Open(ReadOnlySpan<byte> stored, string name)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(Encoding.ASCII.GetString(stored));
            if (key.KeySize == KeyBits && key.ExportParameters(includePrivateParameters: true).D is { } secret)
            {
                CryptographicOperations.ZeroMemory(secret);
                return key;
            }
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            // A damaged file is refused below, as one with another key is.
        }

        key.Dispose();
        return new Refusal(Catalogue.Device.StateDamaged, name);
    }
}
