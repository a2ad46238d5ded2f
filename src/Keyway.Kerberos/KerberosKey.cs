using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Kerberos;

public sealed class KerberosKey : IDisposable
{
    private readonly byte[] _value;

    public KerberosKey(EncryptionType type, ReadOnlySpan<byte> value)
    {
        Type = type;
        _value = value.ToArray();
    }

    public EncryptionType Type { get; }

    public ReadOnlySpan<byte> Value => _value;

    public static KerberosKey Random(EncryptionType type) => throw new NotImplementedException();

    public static KerberosKey FromPassword(EncryptionType type, string password, string salt) => throw new NotImplementedException();

    public byte[] Encrypt(KeyUsage usage, ReadOnlySpan<byte> plaintext) => throw new NotImplementedException();

    public Result<byte[]> Decrypt(KeyUsage usage, ReadOnlySpan<byte> ciphertext) => throw new NotImplementedException();

    public byte[] Checksum(KeyUsage usage, ReadOnlySpan<byte> data) => throw new NotImplementedException();

    public bool VerifyChecksum(KeyUsage usage, ReadOnlySpan<byte> data, ReadOnlySpan<byte> checksum) => throw new NotImplementedException();

    public void Dispose() => CryptographicOperations.ZeroMemory(_value);

    public override string ToString() => Type.ToString();
}
