using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Keyway.Server.Provisioning;

/// <summary>Entity tags of resources: <c>W/"version"</c> (RFC 7644 3.14).</summary>
internal static class EntityTag
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"W/\"{version}\"");

    /// <summary>True when a condition of <c>If-Match</c> or <c>If-None-Match</c>, or the version of a bulk operation, names this version. Weak and strong tags compare alike, as a resource has one form.</summary>
    public static bool Names(string condition, long version)
    {
        if (condition.Trim() == "*")
            return true;
        return EntityTagHeaderValue.TryParseList([condition], out var tags)
            && tags.Any(tag => tag.Tag.Value?.Trim('"') == version.ToString(CultureInfo.InvariantCulture));
    }
}
