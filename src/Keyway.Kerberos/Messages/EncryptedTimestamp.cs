namespace Keyway.Kerberos.Messages;

/// <summary>PA-ENC-TS-ENC: the time that proves a password (RFC 4120 5.2.7.2).</summary>
internal static class EncryptedTimestamp
{
    public static byte[] Encode(DateTimeOffset now) => KerberosDer.Encode(writer =>
    {
        writer.PushSequence();
        writer.TimeField(0, now);
        writer.Int32Field(1, KerberosClock.Microseconds(now));
        writer.PopSequence();
    });

    /// <summary>The padata itself: EncryptedData under the client's key, usage 1, no key version.</summary>
    public static PaData Seal(KerberosKey clientKey, DateTimeOffset now) => new(
        PaDataType.EncTimestamp,
        KerberosDer.Encode(writer =>
        {
            var sealedTime = clientKey.Encrypt(KeyUsage.PaEncTimestamp, Encode(now));
            writer.PushSequence();
            writer.Int32Field(0, (int)clientKey.Type);
            writer.OctetStringField(2, sealedTime);
            writer.PopSequence();
        }));
}
