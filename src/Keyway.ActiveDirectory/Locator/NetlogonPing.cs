using System.Buffers.Binary;
using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Locator;

/// <summary>The LDAP search over UDP that asks a domain controller what it is ([MS-ADTS] 6.3.3).</summary>
internal static class NetlogonPing
{
    // NETLOGON_NT_VERSION_5 | 5EX | AVOID_NT4EMUL ([MS-ADTS] 6.3.1.1): asks for the extended answer.
    private const uint Version = 0x0100_0006;

    private static readonly Asn1Tag SearchRequest = new(TagClass.Application, 3, true);
    private static readonly Asn1Tag SearchEntry = new(TagClass.Application, 4, true);
    private static readonly Asn1Tag SearchDone = new(TagClass.Application, 5, true);
    private static readonly Asn1Tag And = new(TagClass.ContextSpecific, 0, true);
    private static readonly Asn1Tag EqualityMatch = new(TagClass.ContextSpecific, 3, true);

    public static byte[] Request(int messageId, string domain)
    {
        var version = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(version, Version);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(messageId);
            using (writer.PushSequence(SearchRequest))
            {
                writer.WriteOctetString([]);
                writer.WriteEncodedValue([0x0A, 0x01, 0x00]);
                writer.WriteEncodedValue([0x0A, 0x01, 0x00]);
                writer.WriteInteger(0);
                writer.WriteInteger(0);
                writer.WriteBoolean(false);
                using (writer.PushSequence(And))
                {
                    WriteEquality(writer, "DnsDomain"u8, System.Text.Encoding.ASCII.GetBytes(domain));
                    WriteEquality(writer, "NtVer"u8, version);
                }

                using (writer.PushSequence())
                    writer.WriteOctetString("Netlogon"u8);
            }
        }

        return writer.Encode();
    }

    /// <summary>Takes the netlogon attribute out of the answer to the request with this number.</summary>
    public static Result<NetlogonAnswer> Parse(ReadOnlyMemory<byte> datagram, int messageId)
    {
        try
        {
            // A second message, the end of the search, may follow in the same datagram.
            var message = new AsnReader(datagram, AsnEncodingRules.BER).ReadSequence();
            if (!message.TryReadInt32(out var id) || id != messageId)
                return Malformed("message");
            if (message.PeekTag().HasSameClassAndValue(SearchDone))
                return Malformed("it does not serve the domain");

            var entry = message.ReadSequence(SearchEntry);
            entry.ReadOctetString();
            var attributes = entry.ReadSequence();
            while (attributes.HasData)
            {
                var attribute = attributes.ReadSequence();
                var name = System.Text.Encoding.ASCII.GetString(attribute.ReadOctetString());
                var values = attribute.ReadSetOf(skipSortOrderValidation: true);
                if (name.Equals("netlogon", StringComparison.OrdinalIgnoreCase) && values.HasData)
                    return NetlogonAnswer.Parse(values.ReadOctetString());
            }

            return Malformed("no netlogon attribute");
        }
        catch (AsnContentException)
        {
            return Malformed("encoding");
        }
    }

    private static void WriteEquality(AsnWriter writer, ReadOnlySpan<byte> attribute, ReadOnlySpan<byte> value)
    {
        using (writer.PushSequence(EqualityMatch))
        {
            writer.WriteOctetString(attribute);
            writer.WriteOctetString(value);
        }
    }

    private static Refusal Malformed(string part) => new(Catalogue.ActiveDirectory.NetlogonAnswerMalformed, part);
}
