using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>AP-REP: the service's proof that it could open the ticket; in DCE style the client answers with one too (RFC 4120 5.5.2, [MS-KILE] 3.4.5.1).</summary>
/// <param name="EncryptedPart">An <see cref="EncApRepPart"/> under the session key, usage 12.</param>
public sealed record ApRep(EncryptedData EncryptedPart)
{
    private const int ApplicationTag = (int)MessageType.ApRep;

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<ApRep> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write);

    private static ApRep Read(AsnReader reader)
    {
        var sequence = reader.Application(ApplicationTag).ReadSequence();
        sequence.Field(0).Expect(5);
        sequence.Field(1).Expect(ApplicationTag);
        return new ApRep(EncryptedData.Read(sequence.Field(2)));
    }

    private void Write(AsnWriter writer)
    {
        writer.OpenApplication(ApplicationTag);
        writer.Int32Field(0, 5);
        writer.Int32Field(1, ApplicationTag);
        EncryptedPart.Write(writer, 2);
        writer.CloseApplication(ApplicationTag);
    }
}
