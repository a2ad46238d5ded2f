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

    /// <summary>PA-ENC-TIMESTAMP: the time under the client's key, usage 1, no key version.</summary>
    public static PaData Seal(KerberosKey clientKey, DateTimeOffset now) => Seal(PaDataType.EncTimestamp, clientKey, KeyUsage.PaEncTimestamp, now);

    /// <summary>PA-ENCRYPTED-CHALLENGE: the time under a key that armour and client's key make together, usage 54 (RFC 6113 5.4.6).</summary>
    public static PaData SealChallenge(KerberosKey challengeKey, DateTimeOffset now) =>
        Seal(PaDataType.EncryptedChallenge, challengeKey, KeyUsage.ClientChallenge, now);

    private static PaData Seal(PaDataType type, KerberosKey key, KeyUsage usage, DateTimeOffset now) =>
        new(type, new EncryptedData((int)key.Type, null, key.Encrypt(usage, Encode(now))).Encode());
}
