using System.Formats.Asn1;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.KeyLists;

/// <summary>
/// A domain controller's TGS-REP whose protected part lies open, so that a key list can be put in. All that we do not know stays byte for byte as the domain controller
/// wrote it. Use it before the request is disposed of; dispose of it to zero what lay open.
/// </summary>
public sealed class OpenedReply : IDisposable
{
    private const int EncryptedPart = 6;
    private const int EncryptedPreAuthentication = 12;

    private static readonly Asn1Tag ListField = new(TagClass.ContextSpecific, EncryptedPreAuthentication, true);

    private readonly ReadOnlyMemory<byte> _reply;
    private readonly byte[] _clear;
    private readonly KerberosKey _key;
    private readonly KeyUsage _usage;

    internal OpenedReply(ReadOnlyMemory<byte> reply, byte[] clear, KerberosKey key, KeyUsage usage)
    {
        _reply = reply;
        _clear = clear;
        _key = key;
        _usage = usage;
    }

    /// <summary>The whole reply with KERB-KEY-LIST-REP as the first element of encrypted-pa-data ([MS-KILE] 2.2.12, RFC 6806 11), protected by the same key.</summary>
    /// <param name="ntHash">16 bytes.</param>
    public Result<byte[]> With(ReadOnlySpan<byte> ntHash)
    {
        using var hash = new KerberosKey(EncryptionType.Rc4Hmac, ntHash);
        var list = KeyList.Reply(hash);
        try
        {
            var part = AddTo(_clear, list);
            var cipher = _key.Encrypt(_usage, part);
            CryptographicOperations.ZeroMemory(part);
            return Replace(cipher);
        }
        catch (AsnContentException)
        {
            return new Refusal(Catalogue.KeyList.ReplyUnfit, "bytes behind a field");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(list.Value);
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_clear);

    private static byte[] AddTo(ReadOnlyMemory<byte> part, PaData list)
    {
        // Room for all of it: a writer that grows leaves copies of what it held.
        var writer = new AsnWriter(AsnEncodingRules.BER, part.Length + 256);
        var (tag, fields) = Open(part);
        writer.PushSequence(tag);
        writer.PushSequence();
        ReadOnlyMemory<byte> others = default;
        while (fields.HasData)
        {
            if (fields.PeekTag().HasSameClassAndValue(ListField))
                others = Content(fields.ReadSequence(ListField));
            else
                writer.WriteEncodedValue(fields.ReadEncodedValue().Span);
        }

        writer.PushSequence(ListField);
        writer.PushSequence();
        writer.PushSequence();
        writer.Int32Field(1, (int)list.Type);
        writer.OctetStringField(2, list.Value);
        writer.PopSequence();
        for (var rest = new AsnReader(others, AsnEncodingRules.BER); rest.HasData;)
            writer.WriteEncodedValue(rest.ReadEncodedValue().Span);
        writer.PopSequence();
        writer.PopSequence(ListField);
        writer.PopSequence();
        writer.PopSequence(tag);
        var encoded = writer.Encode();
        writer.Reset();
        return encoded;
    }

    private byte[] Replace(byte[] cipher)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER, _reply.Length + cipher.Length);
        var (tag, fields) = Open(_reply);
        writer.PushSequence(tag);
        writer.PushSequence();
        while (fields.HasData)
        {
            var field = fields.ReadEncodedValue();
            if (!Asn1Tag.TryDecode(field.Span, out var found, out _) || found.TagValue != EncryptedPart)
            {
                writer.WriteEncodedValue(field.Span);
                continue;
            }

            var old = EncryptedData.Read(new AsnReader(field, AsnEncodingRules.BER).Field(EncryptedPart));
            (old with { Cipher = cipher }).Write(writer, EncryptedPart);
        }

        writer.PopSequence();
        writer.PopSequence(tag);
        return writer.Encode();
    }

    private static ReadOnlyMemory<byte> Content(AsnReader list) => list.HasData ? list.PeekContentBytes() : default;

    private static (Asn1Tag Tag, AsnReader Fields) Open(ReadOnlyMemory<byte> message)
    {
        var reader = new AsnReader(message, AsnEncodingRules.BER);
        var tag = reader.PeekTag();
        return (tag, reader.ReadSequence(tag).ReadSequence());
    }
}
