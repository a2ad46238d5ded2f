namespace Keyway.Kerberos.Exchange;

/// <summary>How a partial TGT is exchanged.</summary>
public sealed record FullTicketOptions
{
    /// <summary>Asks for the user's NT hash too ([MS-KILE] 2.2.11).</summary>
    public bool KeyListRequest { get; init; } = true;

    /// <summary>Protects the reply by a fresh key inside the authenticator in place of the session key.</summary>
    public bool UseSubkey { get; init; } = true;
}
