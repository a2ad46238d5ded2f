using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>The key list: a client with a partial TGT asks for the user's long-term keys ([MS-KILE] 2.2.11, 2.2.12).</summary>
public static class KeyList
{
    /// <summary>KERB-KEY-LIST-REQ for these types.</summary>
    public static PaData Request(params ReadOnlySpan<EncryptionType> types)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.PushSequence();
        foreach (var type in types)
            writer.WriteInteger((int)type);
        writer.PopSequence();
        return new PaData(PaDataType.KeyListRequest, writer.Encode());
    }

    /// <summary>The encryption type numbers that a KERB-KEY-LIST-REQ asks for.</summary>
    public static Result<List<int>> ParseRequest(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, reader => reader.List(KerberosReading.Int32));

    /// <summary>KERB-KEY-LIST-REP with these keys.</summary>
    public static PaData Reply(params ReadOnlySpan<KerberosKey> keys)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.PushSequence();
        foreach (var key in keys)
        {
            writer.PushSequence();
            writer.Int32Field(0, (int)key.Type);
            writer.OctetStringField(1, key.Value);
            writer.PopSequence();
        }

        writer.PopSequence();
        return new PaData(PaDataType.KeyListReply, writer.Encode());
    }

    /// <summary>The keys of a KERB-KEY-LIST-REP; keys of types that we do not have are left out.</summary>
    public static Result<List<KerberosKey>> ParseReply(ReadOnlyMemory<byte> encoded) => KerberosDer.Parse(encoded, reader =>
        reader.List(ReadKey).OfType<KerberosKey>().ToList());

    private static KerberosKey? ReadKey(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var type = sequence.Field(0).Int32();
        return KerberosKey.Parse(type, sequence.Field(1).ReadOctetString()).TryGet(out var key, out _) ? key : null;
    }
}
