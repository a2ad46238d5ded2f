using System.Buffers.Binary;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Kerberos.Gss;

/// <summary>
/// Encrypts and signs messages in place, as DCE/RPC wants it: the wrap tokens of RFC 4121 4.2.6.2, rotated so that the message keeps its place and length
/// and all else stands in a token beside it ([MS-KILE] 3.4.5.4.1). AES only. Not thread-safe: messages are numbered, and each number is used once.
/// </summary>
/// <remarks>
/// What is encrypted is confounder (16), message, filler (EC), header (16); the signature (12) covers this, and around the message what is signed only.
/// The rotation by RRC + EC = 28 + EC brings filler, header and signature to the front, so that the token is
/// header (16), filler, encrypted header (16), signature (12), confounder (16).
/// </remarks>
public sealed class GssContext : IDisposable
{
    /// <summary>The length in bytes of the token beside each message that we send.</summary>
    public const int TokenLength = Header + Tail + Filler + Confounder;

    private const int Header = 16;
    private const int Confounder = 16;
    private const int Hmac = 12;
    private const int Tail = Header + Hmac;
    private const int Rotation = Tail;

    // One block: Windows takes nothing else here.
    private const int Filler = 16;

    private const byte SentByAcceptor = 0x01;
    private const byte Sealed = 0x02;
    private const byte AcceptorSubkey = 0x04;

    private readonly KerberosKey _key;
    private readonly byte _keyFlag;
    private readonly bool _isInitiator;
    private ulong _nextSent;
    private ulong _nextReceived;

    /// <param name="key">The subkey of the service, or the client's when it chose none; copied.</param>
    /// <param name="byAcceptor">Whether the service chose the key.</param>
    /// <param name="isInitiator">True on the client's side.</param>
    internal GssContext(KerberosKey key, bool byAcceptor, bool isInitiator, uint firstSent, uint firstReceived)
    {
        _key = new KerberosKey(key.Type, key.Value);
        _keyFlag = byAcceptor ? AcceptorSubkey : (byte)0;
        _isInitiator = isInitiator;
        _nextSent = firstSent;
        _nextReceived = firstReceived;
    }

    /// <summary>The key that both sides share: a secret, good for as long as the context.</summary>
    public KerberosKey SessionKey => _key;

    /// <summary>Encrypts a message in place.</summary>
    /// <param name="before">What stands before the message and is signed only.</param>
    /// <param name="message">Plaintext in, ciphertext out.</param>
    /// <param name="after">What stands behind the message and is signed only.</param>
    /// <param name="token"><see cref="TokenLength"/> bytes, filled.</param>
    public void Seal(ReadOnlySpan<byte> before, Span<byte> message, ReadOnlySpan<byte> after, Span<byte> token)
    {
        var header = token[..Header];
        WriteHeader(header, Flags(!_isInitiator), _nextSent);
        _nextSent = checked(_nextSent + 1);

        var text = new byte[Confounder + message.Length + Filler + Header];
        RandomNumberGenerator.Fill(text.AsSpan(0, Confounder));
        message.CopyTo(text.AsSpan(Confounder));
        header.CopyTo(text.AsSpan(text.Length - Header));
        var signed = SignedText(text, message.Length, before, after);

        var ciphertext = new byte[text.Length + Hmac];
        Cipher(fromAcceptor: !_isInitiator).EncryptAndSign(text, signed, ciphertext);
        CryptographicOperations.ZeroMemory(text);
        CryptographicOperations.ZeroMemory(signed);

        BinaryPrimitives.WriteUInt16BigEndian(header[6..], Rotation);
        ciphertext.AsSpan(Confounder + message.Length).CopyTo(token[Header..]);
        ciphertext.AsSpan(0, Confounder).CopyTo(token[(Header + Filler + Tail)..]);
        ciphertext.AsSpan(Confounder, message.Length).CopyTo(message);
    }

    /// <summary>Verifies and decrypts the next message in place; unless it holds in every respect, the message is left as it is.</summary>
    /// <param name="token">As it stood beside the message.</param>
    /// <returns>Null, or <c>KW1271</c> with what is wrong.</returns>
    public Refusal? Open(ReadOnlySpan<byte> before, Span<byte> message, ReadOnlySpan<byte> after, ReadOnlySpan<byte> token)
    {
        if (token.Length < Header || token[0] != 0x05 || token[1] != 0x04 || token[3] != 0xFF)
            return Forged("token");
        if (token[2] != Flags(_isInitiator))
            return Forged("flags");
        var filler = BinaryPrimitives.ReadUInt16BigEndian(token[4..]);
        if (filler > Filler || token.Length != Header + filler + Tail + Confounder)
            return Forged("length");
        if (BinaryPrimitives.ReadUInt16BigEndian(token[6..]) != Rotation)
            return Forged("rotation");
        if (BinaryPrimitives.ReadUInt64BigEndian(token[8..]) != _nextReceived)
            return Forged("sequence number");

        var text = new byte[Confounder + message.Length + filler + Header];
        var ciphertext = new byte[text.Length];
        token[^Confounder..].CopyTo(ciphertext);
        message.CopyTo(ciphertext.AsSpan(Confounder));
        token.Slice(Header, filler + Header).CopyTo(ciphertext.AsSpan(Confounder + message.Length));
        var cipher = Cipher(fromAcceptor: _isInitiator);
        cipher.DecryptUnverified(ciphertext, text);

        var signed = SignedText(text, message.Length, before, after);
        var holds = cipher.Verify(signed, token.Slice(Header + filler + Header, Hmac)) && IsSameHeader(text.AsSpan(text.Length - Header), token);
        if (holds)
        {
            text.AsSpan(Confounder, message.Length).CopyTo(message);
            _nextReceived = checked(_nextReceived + 1);
        }

        CryptographicOperations.ZeroMemory(text);
        CryptographicOperations.ZeroMemory(signed);
        return holds ? null : Forged("signature");
    }

    /// <summary>Zeroes the key.</summary>
    public void Dispose() => _key.Dispose();

    private static Refusal Forged(string what) => new(Catalogue.Kerberos.ProtectedMessageForged, what);

    private static void WriteHeader(Span<byte> header, byte flags, ulong number)
    {
        header[0] = 0x05;
        header[1] = 0x04;
        header[2] = flags;
        header[3] = 0xFF;
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], Filler);

        // Inside the encryption the rotation is zero; outside it is set afterwards.
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], 0);
        BinaryPrimitives.WriteUInt64BigEndian(header[8..], number);
    }

    private static bool IsSameHeader(ReadOnlySpan<byte> inner, ReadOnlySpan<byte> outer) =>
        inner[..6].SequenceEqual(outer[..6]) && inner[6] == 0 && inner[7] == 0 && inner[8..].SequenceEqual(outer[8..Header]);

    private static byte[] SignedText(ReadOnlySpan<byte> text, int messageLength, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after) =>
        [.. text[..Confounder], .. before, .. text.Slice(Confounder, messageLength), .. after, .. text[(Confounder + messageLength)..]];

    private byte Flags(bool fromAcceptor) => (byte)(Sealed | _keyFlag | (fromAcceptor ? SentByAcceptor : 0));

    private Cryptography.AesUsageCipher Cipher(bool fromAcceptor) => _key.Aes(fromAcceptor ? KeyUsage.AcceptorSeal : KeyUsage.InitiatorSeal)!;
}
