using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Where the identity server is: an absolute https URL, perhaps with a path.</summary>
internal sealed record ServerAddress
{
    private ServerAddress(Uri uri) => Uri = uri;

    /// <summary>Ends with a slash, so that relative paths hang below it.</summary>
    public Uri Uri { get; }

    public static Result<ServerAddress> Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps
            || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.Host.Length == 0)
            return new Refusal(Catalogue.Connect.OptionInvalid, "--server takes an address such as https://keyway.contoso.corp.com:8443");
        return new ServerAddress(uri.AbsolutePath.EndsWith('/') ? uri : new Uri(uri.AbsoluteUri + "/"));
    }

    /// <summary>Path segments, each escaped: no name of a domain or an object can leave its place.</summary>
    public static string Path(params IReadOnlyList<string> segments) => string.Join('/', segments.Select(Uri.EscapeDataString));

    /// <summary>The address.</summary>
    public override string ToString() => Uri.AbsoluteUri;
}
