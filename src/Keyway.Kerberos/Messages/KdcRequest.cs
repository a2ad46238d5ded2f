using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>AS-REQ or TGS-REQ (RFC 4120 5.4.1).</summary>
/// <param name="Type"><see cref="MessageType.AsReq"/> or <see cref="MessageType.TgsReq"/>.</param>
/// <param name="PreAuthentication">May be empty.</param>
/// <param name="Body">What is asked.</param>
/// <param name="EncodedBody">The body's bytes as they are on the wire: what the authenticator's checksum covers.</param>
public sealed record KdcRequest(MessageType Type, IReadOnlyList<PaData> PreAuthentication, KdcRequestBody Body, ReadOnlyMemory<byte> EncodedBody)
{
    /// <summary>A request of our own.</summary>
    public KdcRequest(MessageType type, IReadOnlyList<PaData> preAuthentication, KdcRequestBody body)
        : this(type, preAuthentication, body, body.Encode())
    {
    }

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise. Addresses, further tickets and encrypted authorization data are kept only in <see cref="EncodedBody"/>.</summary>
    public static Result<KdcRequest> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write, 2048);

    private static KdcRequest Read(AsnReader reader)
    {
        var type = (MessageType)reader.PeekTag().TagValue;
        if (type is not (MessageType.AsReq or MessageType.TgsReq))
            throw new AsnContentException("The message is no request to a KDC.");
        var sequence = reader.Application((int)type).ReadSequence();
        sequence.Field(1).Expect(5);
        sequence.Field(2).Expect((int)type);
        var preAuthentication = sequence.OptionalField(3)?.List(PaData.Read) ?? [];
        var body = sequence.Field(4);
        var encodedBody = body.PeekEncodedValue();
        return new KdcRequest(type, preAuthentication, KdcRequestBody.Read(body), encodedBody);
    }

    private void Write(AsnWriter writer)
    {
        writer.OpenApplication((int)Type);
        writer.Int32Field(1, 5);
        writer.Int32Field(2, (int)Type);
        PaData.WriteList(writer, 3, PreAuthentication);
        writer.OpenField(4);
        writer.WriteEncodedValue(EncodedBody.Span);
        writer.CloseField(4);
        writer.CloseApplication((int)Type);
    }
}
