using System.Security.Cryptography;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>The hmac-secret of one getAssertion: salts from the host, opened once, answered for every credential (CTAP 2.1, 12.5).</summary>
internal sealed class HmacSecretExtension : IDisposable
{
    public const string Name = "hmac-secret";

    private const int SaltLength = 32;

    private readonly PinUvAuthProtocol _protocol;
    private readonly byte[] _secret;
    private readonly byte[] _salts;

    private HmacSecretExtension(PinUvAuthProtocol protocol, byte[] secret, byte[] salts)
    {
        _protocol = protocol;
        _secret = secret;
        _salts = salts;
    }

    public static CtapStatus Open(CtapMap input, PinVerifier pins, out HmacSecretExtension? extension)
    {
        extension = null;
        CtapMap hostKey = input.RequiredMap(1L);
        ReadOnlyMemory<byte> encryptedSalts = input.RequiredBytes(2L);
        ReadOnlyMemory<byte> authentication = input.RequiredBytes(3L);
        long protocolNumber = input.OptionalInteger(4L) ?? 1;
        if (input.Status != CtapStatus.Ok) return input.Status;
        if (pins.Protocol(protocolNumber) is not { } protocol) return CtapStatus.InvalidParameter;
        byte[]? secret = protocol.Decapsulate(hostKey);
        if (secret is null) return CtapStatus.InvalidParameter;
        if (!protocol.Verify(secret, encryptedSalts.Span, authentication.Span))
        {
            CryptographicOperations.ZeroMemory(secret);
            return CtapStatus.PinAuthInvalid;
        }

        byte[]? salts = protocol.Decrypt(secret, encryptedSalts.Span);
        if (salts is not { Length: SaltLength or 2 * SaltLength })
        {
            CryptographicOperations.ZeroMemory(secret);
            return CtapStatus.InvalidLength;
        }

        extension = new HmacSecretExtension(protocol, secret, salts);
        return CtapStatus.Ok;
    }

    /// <summary>The encrypted answer for one credential: 32 bytes for each salt inside.</summary>
    public byte[] Answer(SoftwareCredential credential, bool userVerified)
    {
        byte[] key = userVerified ? credential.HmacKeyVerified : credential.HmacKeyUnverified;
        byte[] output = new byte[_salts.Length];
        for (int offset = 0; offset < _salts.Length; offset += SaltLength)
            HMACSHA256.HashData(key, _salts.AsSpan(offset, SaltLength), output.AsSpan(offset, SaltLength));
        byte[] encrypted = _protocol.Encrypt(_secret, output);
        CryptographicOperations.ZeroMemory(output);
        return encrypted;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_secret);
        CryptographicOperations.ZeroMemory(_salts);
    }
}
