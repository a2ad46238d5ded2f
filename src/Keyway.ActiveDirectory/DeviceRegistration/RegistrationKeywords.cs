using Keyway.ActiveDirectory.Dns;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.DeviceRegistration;

/// <summary>
/// The keywords of the service connection point. <c>azureADName:</c> and <c>azureADId:</c> are the vendor's; <c>keywayServer:</c> and <c>keywaySha256:</c> are ours, because a
/// computer that does not know the vendor's DNS names must learn where the server is and whom to trust.
/// </summary>
internal static class RegistrationKeywords
{
    private const string TenantDomain = "azureADName:";
    private const string TenantId = "azureADId:";
    private const string Server = "keywayServer:";
    private const string Authority = "keywaySha256:";

    private const int Sha256Digits = 64;
    private const int MaximumLength = 2048;
    private const int MaximumCount = 256;

    private static readonly string[] Ours = [TenantDomain, TenantId, Server, Authority];

    public static IReadOnlyList<string> For(RegistrationPoint point) =>
    [
        TenantDomain + point.TenantDomain,
        TenantId + point.TenantId.ToString("D"),
        .. point.Server is { } server ? [Server + server.AbsoluteUri.TrimEnd('/')] : Array.Empty<string>(),
        .. point.AuthoritySha256 is { } authority ? [Authority + authority] : Array.Empty<string>(),
    ];

    /// <summary>True for a keyword that this class writes; others stay where they are.</summary>
    public static bool IsOurs(string keyword) => Array.Exists(Ours, prefix => keyword.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>True when an identity server of ours is named, in whatever form.</summary>
    public static bool NameServer(IReadOnlyList<string> keywords) => keywords.Any(keyword => keyword.StartsWith(Server, StringComparison.OrdinalIgnoreCase));

    /// <summary>The tenants that are named; more than one in a point that contradicts itself.</summary>
    public static IEnumerable<string> TenantsIn(IReadOnlyList<string> keywords) => Values(keywords, TenantId);

    /// <summary>Reads them; <see cref="Catalogue.ActiveDirectory.RegistrationPointMalformed"/> for what is missing, said twice, or no value of its kind.</summary>
    public static Result<RegistrationPoint> Parse(IReadOnlyList<string> keywords)
    {
        if (keywords.Count > MaximumCount || keywords.Any(keyword => keyword.Length > MaximumLength))
            return Malformed("its size");
        if (One(keywords, TenantDomain) is not { } domain || !HostName.IsValid(domain))
            return Malformed(TenantDomain);
        if (One(keywords, TenantId) is not { } id || !Guid.TryParseExact(id, "D", out var tenant))
            return Malformed(TenantId);

        Uri? server = null;
        if (Values(keywords, Server).Any() && ((server = Address(One(keywords, Server))) is null))
            return Malformed(Server);
        var authority = One(keywords, Authority)?.ToLowerInvariant();
        if (Values(keywords, Authority).Any() && (authority is not { Length: Sha256Digits } || !authority.All(char.IsAsciiHexDigit)))
            return Malformed(Authority);
        return new RegistrationPoint(domain.ToLowerInvariant(), tenant, server, authority);
    }

    private static IEnumerable<string> Values(IReadOnlyList<string> keywords, string prefix) =>
        keywords.Where(keyword => keyword.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(keyword => keyword[prefix.Length..].Trim()).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when there is none, and when there are several: nobody says which one counts.</summary>
    private static string? One(IReadOnlyList<string> keywords, string prefix) => Values(keywords, prefix).ToList() is [var only] ? only : null;

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri is { UserInfo: "", Query: "", Fragment: "" } && uri.Host.Length > 0 ? uri : null;

    private static Refusal Malformed(string part) => new(Catalogue.ActiveDirectory.RegistrationPointMalformed, part);
}
