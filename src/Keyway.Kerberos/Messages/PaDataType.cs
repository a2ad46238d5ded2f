namespace Keyway.Kerberos.Messages;

/// <summary>Kinds of pre-authentication data that we know (RFC 4120 7.5.2, [MS-KILE] 2.2).</summary>
public enum PaDataType
{
    TgsReq = 1,
    EncTimestamp = 2,
    PasswordSalt = 3,
    EtypeInfo2 = 19,

    /// <summary>What the KDC wants to see again in the next request (RFC 6113 5.2).</summary>
    FastCookie = 133,

    /// <summary>A request or reply inside FAST, and the offer of it (RFC 6113 5.4.1).</summary>
    Fast = 136,

    /// <summary>The KRB-ERROR that FAST protects (RFC 6113 5.4.4).</summary>
    FastError = 137,

    /// <summary>The proof of a password inside FAST (RFC 6113 5.4.6).</summary>
    EncryptedChallenge = 138,

    /// <summary>Asks for data in the protected part of the reply, and there is the checksum over the request (RFC 6806 11).</summary>
    ProtectedReplyData = 149,

    /// <summary>KERB-KEY-LIST-REQ ([MS-KILE] 2.2.11).</summary>
    KeyListRequest = 161,

    /// <summary>KERB-KEY-LIST-REP ([MS-KILE] 2.2.12).</summary>
    KeyListReply = 162,

    /// <summary>Four bytes, little-endian ([MS-KILE] 2.2.8).</summary>
    SupportedEncryptionTypes = 165,
}
