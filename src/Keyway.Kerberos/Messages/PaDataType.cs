namespace Keyway.Kerberos.Messages;

/// <summary>Kinds of pre-authentication data that we know (RFC 4120 7.5.2, [MS-KILE] 2.2).</summary>
public enum PaDataType
{
    TgsReq = 1,
    EncTimestamp = 2,
    PasswordSalt = 3,
    EtypeInfo2 = 19,

    /// <summary>KERB-KEY-LIST-REQ ([MS-KILE] 2.2.11).</summary>
    KeyListRequest = 161,

    /// <summary>KERB-KEY-LIST-REP ([MS-KILE] 2.2.12).</summary>
    KeyListReply = 162,

    /// <summary>Four bytes, little-endian ([MS-KILE] 2.2.8).</summary>
    SupportedEncryptionTypes = 165,
}
