using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>KrbFastReq: the request that FAST protects (RFC 6113 5.4.2). It asks for no option.</summary>
/// <param name="PreAuthentication">May be empty.</param>
/// <param name="EncodedBody">The KDC-REQ-BODY that counts, in its bytes.</param>
public sealed record FastRequest(IReadOnlyList<PaData> PreAuthentication, ReadOnlyMemory<byte> EncodedBody)
{
    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<FastRequest> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write, EncodedBody.Length + 1024);

    private static FastRequest Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        sequence.Field(0).KerberosFlags();
        return new FastRequest(sequence.Field(1).List(PaData.Read), sequence.Field(2).ReadEncodedValue());
    }

    private void Write(AsnWriter writer)
    {
        writer.PushSequence();
        writer.FlagsField(0, 0);
        PaData.WriteMandatoryList(writer, 1, PreAuthentication);
        writer.OpenField(2);
        writer.WriteEncodedValue(EncodedBody.Span);
        writer.CloseField(2);
        writer.PopSequence();
    }
}
