using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>One element of pre-authentication data (RFC 4120 5.2.7).</summary>
/// <param name="Type">What it is.</param>
/// <param name="Value">Its bytes, mostly DER.</param>
public sealed record PaData(PaDataType Type, byte[] Value)
{
    /// <summary>METHOD-DATA, which the <c>e-data</c> of a KRB-ERROR may hold (RFC 4120 5.9.1).</summary>
    public static Result<List<PaData>> ParseList(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, reader => reader.List(Read));

    internal static PaData Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        return new PaData((PaDataType)sequence.Field(1).Int32(), sequence.Field(2).ReadOctetString());
    }

    /// <summary>An optional field of elements; an empty list is left out.</summary>
    internal static void WriteList(AsnWriter writer, int field, IReadOnlyList<PaData> elements)
    {
        if (elements.Count > 0)
            WriteMandatoryList(writer, field, elements);
    }

    /// <summary>A field of elements that stands there when it is empty too.</summary>
    internal static void WriteMandatoryList(AsnWriter writer, int field, IReadOnlyList<PaData> elements)
    {
        writer.OpenField(field);
        writer.PushSequence();
        foreach (var element in elements)
        {
            writer.PushSequence();
            writer.Int32Field(1, (int)element.Type);
            writer.OctetStringField(2, element.Value);
            writer.PopSequence();
        }

        writer.PopSequence();
        writer.CloseField(field);
    }
}
