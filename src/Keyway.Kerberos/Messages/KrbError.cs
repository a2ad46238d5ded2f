using System.Buffers.Binary;
using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>KRB-ERROR: what a KDC says in place of an answer (RFC 4120 5.9.1). Nothing protects it: it is a hint, not a proof.</summary>
/// <param name="ServerTime">The KDC's clock, to the microsecond.</param>
/// <param name="Code">Error number of RFC 4120 7.5.9.</param>
/// <param name="Realm">The service's realm.</param>
/// <param name="Server">The service; null when the KDC names none.</param>
/// <param name="Text">A text for people, often missing.</param>
/// <param name="Data">More about it; its form depends on the code.</param>
public sealed record KrbError(DateTimeOffset ServerTime, int Code, string Realm, PrincipalName? Server, string? Text, byte[]? Data)
{
    private const int ApplicationTag = (int)MessageType.Error;

    /// <summary>True when the bytes start as a KRB-ERROR does.</summary>
    public static bool Looks(ReadOnlySpan<byte> encoded) => encoded.Length > 0 && encoded[0] == (0x60 | ApplicationTag);

    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise. The client's name and time are not kept.</summary>
    public static Result<KrbError> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    /// <summary>The NTSTATUS that Windows and Samba put into the data of some errors ([MS-KILE] 2.2.2); null when there is none.</summary>
    public uint? WindowsStatus
    {
        get
        {
            if (Data is null)
                return null;

            // Windows writes one element, Samba a list of them; both have the form of PA-DATA.
            return FindWindowsStatus(
                PaData.ParseList(Data) is { Succeeded: true } list ? list.Value
                : KerberosDer.Parse(Data, PaData.Read) is { Succeeded: true } single ? [single.Value]
                : []);
        }
    }

    /// <summary>The same among elements that are read already.</summary>
    internal static uint? FindWindowsStatus(IReadOnlyList<PaData> elements)
    {
        const PaDataType ExtendedError = PaDataType.PasswordSalt;
        var value = elements.FirstOrDefault(element => element.Type == ExtendedError)?.Value;
        return value is { Length: >= 12 } ? BinaryPrimitives.ReadUInt32LittleEndian(value) : null;
    }

    public byte[] Encode() => KerberosDer.Encode(Write);

    private static KrbError Read(AsnReader reader)
    {
        var sequence = reader.Application(ApplicationTag).ReadSequence();
        sequence.Field(0).Expect(5);
        sequence.Field(1).Expect(ApplicationTag);
        sequence.OptionalField(2)?.Skip();
        sequence.OptionalField(3)?.Skip();
        var time = sequence.Field(4).KerberosTime();
        var microseconds = sequence.Field(5).Int32();
        if (microseconds is < 0 or > 999_999)
            throw new AsnContentException("A fraction of a second is out of range.");
        var code = sequence.Field(6).Int32();
        sequence.OptionalField(7)?.Skip();
        sequence.OptionalField(8)?.Skip();
        return new KrbError(
            KerberosClock.WithMicroseconds(time, microseconds),
            code,
            sequence.Field(9).KerberosString(),
            PrincipalName.ReadOrEmpty(sequence.Field(10)),
            sequence.OptionalField(11)?.DisplayString(),
            sequence.OptionalField(12)?.ReadOctetString());
    }

    private void Write(AsnWriter writer)
    {
        writer.OpenApplication(ApplicationTag);
        writer.Int32Field(0, 5);
        writer.Int32Field(1, ApplicationTag);
        writer.TimeField(4, ServerTime);
        writer.Int32Field(5, KerberosClock.Microseconds(ServerTime));
        writer.Int32Field(6, Code);
        writer.StringField(9, Realm);
        (Server ?? new PrincipalName(PrincipalNameType.Unknown, [])).Write(writer, 10);
        if (Text is not null)
            writer.StringField(11, Text);
        if (Data is not null)
            writer.OctetStringField(12, Data);
        writer.CloseApplication(ApplicationTag);
    }
}
