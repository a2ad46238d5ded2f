using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>What a <see cref="KrbPriv"/> says (RFC 4120 5.7.1).</summary>
/// <param name="UserData">The message itself; zero it when it was a secret.</param>
/// <param name="SequenceNumber">The number that its sender announced in AP-REQ or AP-REP; null when it has none.</param>
/// <param name="Sender">From where it comes, as its sender says; null in what was read, because an address proves nothing.</param>
internal sealed record EncKrbPrivPart(byte[] UserData, uint? SequenceNumber, IPAddress? Sender)
{
    private const int ApplicationTag = 28;

    // Address types of RFC 4120 7.5.3.
    private const int InternetProtocol4 = 2;
    private const int InternetProtocol6 = 24;

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<EncKrbPrivPart> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    /// <summary>DER in a buffer that the caller zeroes.</summary>
    public byte[] Encode() => KerberosDer.Encode(Write, UserData.Length + 128);

    private static EncKrbPrivPart Read(AsnReader reader)
    {
        var sequence = reader.Application(ApplicationTag).ReadSequence();
        var data = sequence.Field(0).ReadOctetString();
        sequence.OptionalField(1)?.Skip();
        sequence.OptionalField(2)?.Skip();
        var number = sequence.OptionalField(3)?.UInt32();
        sequence.Field(4).Skip();
        sequence.OptionalField(5)?.Skip();
        return new EncKrbPrivPart(data, number, null);
    }

    private void Write(AsnWriter writer)
    {
        var sender = Sender ?? IPAddress.Any;
        writer.OpenApplication(ApplicationTag);
        writer.OctetStringField(0, UserData);
        if (SequenceNumber is { } number)
            writer.UInt32Field(3, number);
        writer.OpenField(4);
        writer.PushSequence();
        writer.Int32Field(0, sender.AddressFamily == AddressFamily.InterNetwork ? InternetProtocol4 : InternetProtocol6);
        writer.OctetStringField(1, sender.GetAddressBytes());
        writer.PopSequence();
        writer.CloseField(4);
        writer.CloseApplication(ApplicationTag);
    }
}
