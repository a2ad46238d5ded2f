using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>PA-FX-FAST-REQUEST with its one choice, KrbFastArmoredReq (RFC 6113 5.4.2): what stands in the clear around a request inside FAST.</summary>
/// <param name="Armour">The AP-REQ whose ticket and subkey make the armour key; null when an earlier message named it.</param>
/// <param name="BodyChecksum">Over the outer KDC-REQ-BODY, usage 50.</param>
/// <param name="EncryptedRequest">A <see cref="FastRequest"/> under the armour key, usage 51.</param>
public sealed record FastArmouredRequest(ApReq? Armour, KerberosChecksum BodyChecksum, EncryptedData EncryptedRequest)
{
    /// <summary>FX_FAST_ARMOR_AP_REQUEST.</summary>
    private const int ArmourByApReq = 1;

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<FastArmouredRequest> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write, 2048);

    private static FastArmouredRequest Read(AsnReader reader)
    {
        var sequence = reader.Field(0).ReadSequence();
        var armour = sequence.OptionalField(0) is { } field ? ReadArmour(field.ReadSequence()) : null;
        return new FastArmouredRequest(armour, KerberosChecksum.Read(sequence.Field(1)), EncryptedData.Read(sequence.Field(2)));
    }

    private static ApReq ReadArmour(AsnReader sequence)
    {
        sequence.Field(0).Expect(ArmourByApReq);
        return ApReq.Parse(sequence.Field(1).ReadOctetString()).TryGet(out var armour, out var refusal)
            ? armour
            : throw new AsnContentException(refusal.ToString());
    }

    private void Write(AsnWriter writer)
    {
        writer.OpenField(0);
        writer.PushSequence();
        if (Armour is not null)
        {
            writer.OpenField(0);
            writer.PushSequence();
            writer.Int32Field(0, ArmourByApReq);
            writer.OctetStringField(1, Armour.Encode());
            writer.PopSequence();
            writer.CloseField(0);
        }

        writer.OpenField(1);
        BodyChecksum.Write(writer);
        writer.CloseField(1);
        EncryptedRequest.Write(writer, 2);
        writer.PopSequence();
        writer.CloseField(0);
    }
}
