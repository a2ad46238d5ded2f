using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>KrbFastResponse: what a KDC says under the protection of FAST, beside a ticket or an error (RFC 6113 5.4.3).</summary>
/// <param name="PreAuthentication">Takes the place of what stands outside; an error is one of these elements.</param>
/// <param name="StrengthenKey">Goes into the reply's key; null when the KDC chose none.</param>
/// <param name="Finished">Only beside a ticket.</param>
/// <param name="Nonce">The request's nonce.</param>
public sealed record FastResponse(IReadOnlyList<PaData> PreAuthentication, KerberosKey? StrengthenKey, FastFinished? Finished, uint Nonce) : IDisposable
{
    /// <summary>Reads DER; <see cref="Catalogue.Kerberos.MessageMalformed"/> otherwise.</summary>
    public static Result<FastResponse> Parse(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, Read);

    public byte[] Encode() => KerberosDer.Encode(Write);

    /// <summary>Zeroes the strengthen key.</summary>
    public void Dispose() => StrengthenKey?.Dispose();

    private static FastResponse Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        return new FastResponse(
            sequence.Field(0).List(PaData.Read),
            sequence.OptionalField(1) is { } key ? SessionKeyField.Read(key) : null,
            sequence.OptionalField(2) is { } finished ? FastFinished.Read(finished) : null,
            sequence.Field(3).UInt32());
    }

    private void Write(AsnWriter writer)
    {
        writer.PushSequence();
        PaData.WriteMandatoryList(writer, 0, PreAuthentication);
        if (StrengthenKey is not null)
            SessionKeyField.Write(writer, 1, StrengthenKey);
        Finished?.Write(writer, 2);
        writer.UInt32Field(3, Nonce);
        writer.PopSequence();
    }
}
