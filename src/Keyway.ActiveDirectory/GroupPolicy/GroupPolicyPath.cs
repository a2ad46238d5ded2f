using Keyway.Errors;

namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>Where on SYSVOL an object's files lie. The directory may name no other place than the object's own: neither another host, nor another folder.</summary>
public static class GroupPolicyPath
{
    /// <summary>The folder of an object relative to the share <c>sysvol</c>, such as <c>contoso.corp.com/Policies/{…}</c>; <c>KW3287</c>.</summary>
    /// <param name="fileSysPath">gPCFileSysPath ([MS-GPOL] 2.2.4).</param>
    /// <param name="domain">DNS name of the domain.</param>
    /// <param name="id">The object's GUID.</param>
    public static Result<string> Read(string fileSysPath, string domain, Guid id)
    {
        var braced = id.ToString("B").ToUpperInvariant();
        return fileSysPath.Equals($@"\\{domain}\sysvol\{domain}\Policies\{braced}", StringComparison.OrdinalIgnoreCase)
            ? $"{domain}/Policies/{braced}"
            : new Refusal(Catalogue.Policies.PathForeign, fileSysPath.Length > 200 ? fileSysPath[..200] : fileSysPath);
    }
}
