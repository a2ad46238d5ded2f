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

    /// <summary>The encrypted part of a KRB-PRIV, by the subkey of the exchange.</summary>
    PrivateMessage = 13,

    /// <summary>A PAC's signatures ([MS-PAC] 2.8).</summary>
    PacSignature = 17,

    /// <summary>GSS-API messages from the service that are encrypted (RFC 4121 2).</summary>
    AcceptorSeal = 22,

    /// <summary>GSS-API messages from the client that are encrypted (RFC 4121 2).</summary>
    InitiatorSeal = 24,

    /// <summary>The checksum over the body of a request inside FAST, by the armour key (RFC 6113 5.4.2).</summary>
    FastRequestChecksum = 50,

    /// <summary>What FAST protects on its way to the KDC, by the armour key (RFC 6113 5.4.2).</summary>
    FastRequest = 51,

    /// <summary>What FAST protects on its way back, by the armour key (RFC 6113 5.4.3).</summary>
    FastReply = 52,

    /// <summary>The checksum over the ticket of a reply inside FAST, by the armour key (RFC 6113 5.4.3).</summary>
    FastFinished = 53,

    /// <summary>The client's encrypted challenge (RFC 6113 5.4.6).</summary>
    ClientChallenge = 54,

    /// <summary>The KDC's encrypted challenge (RFC 6113 5.4.6).</summary>
    KdcChallenge = 55,

    /// <summary>The checksum over a whole AS-REQ in the protected part of its reply, by the reply's key (RFC 6806 11).</summary>
    AsRequestChecksum = 56,
}
