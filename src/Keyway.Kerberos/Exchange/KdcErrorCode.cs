namespace Keyway.Kerberos.Exchange;

/// <summary>The codes of KRB-ERROR on which the client acts by itself (RFC 4120 7.5.9); all others are only told.</summary>
internal enum KdcErrorCode
{
    PreAuthenticationRequired = 25,
    ServiceUnavailable = 29,
    Skew = 37,
    ResponseTooBig = 52,
}
