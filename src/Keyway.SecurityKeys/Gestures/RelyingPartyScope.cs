namespace Keyway.SecurityKeys.Gestures;

/// <summary>
/// Which relying party a server may ask a key for (WebAuthn L3 5.1.3 step 8). What a browser does against phishing, a program that talks to
/// keys must do itself: otherwise a foreign server could ask for an assertion that another server accepts.
/// </summary>
public static class RelyingPartyScope
{
    /// <summary>Whether a page of that server could use the relying party: the origin is the server's, and the RP id is its host or a domain above it.</summary>
    /// <param name="server">The server's https address, as the person named it.</param>
    /// <param name="relyingPartyId">What the server says.</param>
    /// <param name="origin">What the server says.</param>
    public static bool Allows(Uri server, string relyingPartyId, string origin) =>
        string.Equals(origin, server.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase) && Holds(server, relyingPartyId);

    private static bool Holds(Uri server, string relyingPartyId) =>
        string.Equals(relyingPartyId, server.Host, StringComparison.OrdinalIgnoreCase)
        || (server.HostNameType == UriHostNameType.Dns && relyingPartyId.IndexOf('.', StringComparison.Ordinal) > 0
            && server.Host.EndsWith("." + relyingPartyId, StringComparison.OrdinalIgnoreCase));
}
