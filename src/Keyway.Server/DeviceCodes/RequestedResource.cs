using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Tokens;

namespace Keyway.Server.DeviceCodes;

/// <summary>What a device authorization request asks for: <c>resource</c>, or a <c>scope</c> that names one resource, by itself or with <c>/.default</c>.</summary>
internal static class RequestedResource
{
    private const string AllOfIt = "/.default";

    /// <summary>The resource, or KW2601.</summary>
    public static Result<string> Of(TokenForm form)
    {
        if (form["resource"] is { } resource)
            return Known(resource);
        var named = (form["scope"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(scope => scope is not ("openid" or "profile" or "email" or "offline_access"))
            .Select(scope => scope.EndsWith(AllOfIt, StringComparison.Ordinal) ? scope[..^AllOfIt.Length] : scope)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return named.Length == 1 ? Known(named[0]) : Catalogue.DeviceCodes.ResourceRefused;
    }

    private static Result<string> Known(string resource) =>
        resource is Resources.DeviceRegistration or Resources.Graph ? resource : Catalogue.DeviceCodes.ResourceRefused;
}
