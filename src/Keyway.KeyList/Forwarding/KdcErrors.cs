using Keyway.Kerberos.Messages;

namespace Keyway.KeyList.Forwarding;

/// <summary>What the companion says of its own, where no domain controller can (RFC 4120 7.5.9).</summary>
internal sealed class KdcErrors(string realm, TimeProvider time)
{
    /// <summary>KDC_ERR_SVC_UNAVAILABLE: no domain controller answered.</summary>
    public byte[] Unavailable() => Of(29);

    /// <summary>KRB_AP_ERR_REPEAT.</summary>
    public byte[] Repeated() => Of(34);

    /// <summary>KRB_ERR_RESPONSE_TOO_BIG: ask by TCP.</summary>
    public byte[] TooBig() => Of(52);

    /// <summary>KRB_ERR_FIELD_TOOLONG.</summary>
    public byte[] TooLong() => Of(61);

    private byte[] Of(int code) => new KrbError(time.GetUtcNow(), code, realm, PrincipalName.TicketGranting(realm), null, null).Encode();
}
