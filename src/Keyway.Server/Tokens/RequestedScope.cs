using Keyway.Contracts.OAuth;
using Keyway.Errors;

namespace Keyway.Server.Tokens;

/// <summary>
/// What a token request asks for: <c>resource</c> (the first version of the protocol), or <c>scope</c> (the second), which names one resource by
/// <c>{resource}/.default</c>, or permissions of the Graph-shaped API by <c>{resource}/User.Read.All</c> or the bare name.
/// </summary>
/// <param name="Resource">One that exists.</param>
/// <param name="Permissions">To what the token shall be limited; null for no limit.</param>
internal sealed record RequestedScope(string Resource, IReadOnlySet<Permission>? Permissions)
{
    private const string Default = ".default";

    /// <summary>Reads a form; <c>openid</c> and its like say nothing about a resource and are passed over.</summary>
    public static Result<RequestedScope> Of(TokenForm form)
    {
        var scopes = (form["scope"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(scope => scope is not ("openid" or "profile" or "email" or "offline_access")).ToArray();
        if (form["resource"] is { } resource)
            return !IsKnown(resource) ? Catalogue.PrimaryRefreshTokens.ResourceUnknown : Limited(resource, scopes);
        if (scopes.Length == 0)
            return Catalogue.PrimaryRefreshTokens.ResourceUnknown;
        var named = scopes.Select(ResourceOf).Distinct(StringComparer.Ordinal).ToArray();
        if (named.Length > 1)
            return Catalogue.Applications.ScopeRefused;
        return named[0] is { } one && IsKnown(one) ? Limited(one, scopes) : Catalogue.PrimaryRefreshTokens.ResourceUnknown;
    }

    private static Result<RequestedScope> Limited(string resource, string[] scopes)
    {
        var permissions = new HashSet<Permission>();
        foreach (var scope in scopes)
        {
            var name = ResourceOf(scope) == resource && scope.StartsWith(resource, StringComparison.Ordinal) ? scope[resource.Length..].TrimStart('/') : scope;
            if (name is Default or "")
                return scopes.Length == 1 ? new RequestedScope(resource, null) : Catalogue.Applications.ScopeRefused;
            if (resource != Resources.Graph || Tokens.Permissions.Find(name) is not { } permission)
                return new Refusal(Catalogue.Applications.ScopeRefused, name);
            permissions.Add(permission);
        }

        return new RequestedScope(resource, scopes.Length == 0 ? null : permissions);
    }

    // A resource's name may hold slashes and dots itself; a permission's holds no slash.
    private static string ResourceOf(string scope) =>
        IsKnown(scope) ? scope : scope.LastIndexOf('/') is var slash and > 0 ? scope[..slash] : Resources.Graph;

    private static bool IsKnown(string resource) => resource is Resources.Graph or Resources.DeviceRegistration or Resources.Provisioning;
}
