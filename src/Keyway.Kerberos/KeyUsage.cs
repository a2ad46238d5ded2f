namespace Keyway.Kerberos;

/// <summary>What a key is used for, so that one key never serves two purposes (RFC 4120 7.5.1, [MS-KILE] 3.1.5.9).</summary>
public enum KeyUsage
{
    /// <summary>PA-ENC-TIMESTAMP, by the client's long-term key.</summary>
    PaEncTimestamp = 1,

    /// <summary>The encrypted part of a ticket, by the service's key.</summary>
    Ticket = 2,

    /// <summary>The encrypted part of an AS-REP, by the client's key.</summary>
    AsRepEncryptedPart = 3,

    /// <summary>The checksum over the body of a TGS-REQ, by the session key.</summary>
    TgsReqBodyChecksum = 6,

    /// <summary>The authenticator of a TGS-REQ, by the session key.</summary>
    TgsReqAuthenticator = 7,

    /// <summary>The encrypted part of a TGS-REP, by the session key.</summary>
    TgsRepBySessionKey = 8,

    /// <summary>The encrypted part of a TGS-REP, by the authenticator's subkey.</summary>
    TgsRepBySubkey = 9,

    /// <summary>The authenticator of an AP-REQ for any service, by the session key.</summary>
    ApReqAuthenticator = 11,

    /// <summary>The encrypted part of an AP-REP, by the session key.</summary>
    ApRepEncryptedPart = 12,

    /// <summary>A PAC's signatures ([MS-PAC] 2.8).</summary>
    PacSignature = 17,

    /// <summary>GSS-API messages from the service that are encrypted (RFC 4121 2).</summary>
    AcceptorSeal = 22,

    /// <summary>GSS-API messages from the client that are encrypted (RFC 4121 2).</summary>
    InitiatorSeal = 24,
}
