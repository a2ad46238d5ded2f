using Keyway.Errors;

namespace Keyway.Device.IdentityServer;

/// <summary>The address of an identity server: an https origin and nothing behind it.</summary>
internal sealed class ServerAddress
{
    private readonly Uri _uri;

    private ServerAddress(Uri uri) => _uri = uri;

    /// <summary>Scheme, host and, unless it is 443, port; also the WebAuthn origin of a page of this server.</summary>
    public string Origin => _uri.GetLeftPart(UriPartial.Authority);

    /// <summary>Reads what a person typed.</summary>
    public static Result<ServerAddress> Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https", Host.Length: > 0, UserInfo.Length: 0, AbsolutePath: "/", Query.Length: 0, Fragment.Length: 0 }
            ? new ServerAddress(uri)
            : new Refusal(Catalogue.Device.ServerAddressInvalid, text);

    /// <summary>The URL of an endpoint.</summary>
    /// <param name="path">Path and query, without a leading slash.</param>
    public Uri At(string path) => new(_uri, "/" + path);

    /// <summary>
    /// Whether a page of this server could use that relying party (WebAuthn L3 5.1.3 step 8): the origin is this address, and the RP id is its
    /// host or a domain above it. What a browser does against phishing, this program must do itself: otherwise a foreign server could ask a key
    /// for an assertion that another server accepts.
    /// </summary>
    public bool CanSpeakFor(string relyingPartyId, string origin) =>
        string.Equals(origin, Origin, StringComparison.OrdinalIgnoreCase) && IsScopeOf(relyingPartyId);

    /// <summary>The RP id half of <see cref="CanSpeakFor"/>.</summary>
    public bool IsScopeOf(string relyingPartyId) =>
        string.Equals(relyingPartyId, _uri.Host, StringComparison.OrdinalIgnoreCase)
        || (_uri.HostNameType == UriHostNameType.Dns && relyingPartyId.IndexOf('.', StringComparison.Ordinal) > 0
            && _uri.Host.EndsWith("." + relyingPartyId, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Origin;
}
