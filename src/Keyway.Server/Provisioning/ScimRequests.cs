using Keyway.Server.Tokens;

namespace Keyway.Server.Provisioning;

/// <summary>What every SCIM endpoint asks of its request.</summary>
internal static class ScimRequests
{
    /// <summary>The caller's authority, which the filter of the group has made sure of.</summary>
    public static ScimAuthority Authority(this HttpContext http) => ScimAuthority.Of(Caller.Of(http))!;

    /// <summary>The condition under which to change; null when there is none.</summary>
    public static string? IfMatch(this HttpContext http) => http.Request.Headers.IfMatch is { Count: > 0 } condition ? condition.ToString() : null;

    /// <summary>What the answer shows; that it can be read, the filter of the group has made sure of.</summary>
    public static Projection Projection(this HttpContext http) => Provisioning.Projection.Parse(http.Request.Query).Value;

    /// <summary>True when the caller has this version already; then the answer says which.</summary>
    public static bool IsNotModified(this HttpContext http, long version)
    {
        if (http.Request.Headers.IfNoneMatch is not { Count: > 0 } condition || !EntityTag.Names(condition.ToString(), version))
            return false;
        http.Response.Headers.ETag = EntityTag.Of(version);
        return true;
    }
}
