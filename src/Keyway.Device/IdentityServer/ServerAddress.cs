using Keyway.Errors;
using Keyway.SecurityKeys.Gestures;

namespace Keyway.Device.IdentityServer;

/// <summary>The address of an identity server: an https origin and nothing behind it.</summary>
internal sealed class ServerAddress
{
    private readonly Uri _uri;

    private ServerAddress(Uri uri) => _uri = uri;

    /// <summary>Scheme, host and, unless it is 443, port; also the WebAuthn origin of a page of this server.</summary>
    public string Origin => _uri.GetLeftPart(UriPartial.Authority);

    /// <summary>Name or address of the host, without brackets.</summary>
    public string Host => _uri.IdnHost;

    public int Port => _uri.Port;

    /// <summary>Reads what a person typed.</summary>
    public static Result<ServerAddress> Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https", Host.Length: > 0, UserInfo.Length: 0, AbsolutePath: "/", Query.Length: 0, Fragment.Length: 0 }
            ? new ServerAddress(uri)
            : new Refusal(Catalogue.Device.ServerAddressInvalid, text);

    /// <summary>The URL of an endpoint.</summary>
    /// <param name="path">Path and query, without a leading slash.</param>
    public Uri At(string path) => new(_uri, "/" + path);

    /// <inheritdoc cref="RelyingPartyScope.Allows"/>
    public bool CanSpeakFor(string relyingPartyId, string origin) => RelyingPartyScope.Allows(_uri, relyingPartyId, origin);

    public override string ToString() => Origin;
}
