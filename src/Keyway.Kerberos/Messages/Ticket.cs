using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>A ticket as seen by one who cannot open it (RFC 4120 5.3).</summary>
/// <param name="Realm">The service's realm.</param>
/// <param name="Server">The service's name.</param>
/// <param name="EncryptedPart">An <see cref="EncTicketPart"/> under the service's key, usage 2.</param>
public sealed record Ticket(string Realm, PrincipalName Server, EncryptedData EncryptedPart)
{
    private const int ApplicationTag = 1;

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<Ticket> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write, EncryptedPart.Cipher.Length + 256);

    internal static Ticket Read(AsnReader reader)
    {
        var sequence = reader.Application(ApplicationTag).ReadSequence();
        sequence.Field(0).Expect(5);
        return new Ticket(sequence.Field(1).KerberosString(), PrincipalName.Read(sequence.Field(2)), EncryptedData.Read(sequence.Field(3)));
    }

    internal void Write(AsnWriter writer)
    {
        writer.OpenApplication(ApplicationTag);
        writer.Int32Field(0, 5);
        writer.StringField(1, Realm);
        Server.Write(writer, 2);
        EncryptedPart.Write(writer, 3);
        writer.CloseApplication(ApplicationTag);
    }
}
