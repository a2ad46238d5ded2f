using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.DeviceRegistration;
using Keyway.Connect.Terminal;

namespace Keyway.Connect.DeviceRegistration;

/// <summary>The service connection point for people and for programs.</summary>
internal static class RegistrationWords
{
    public static IReadOnlyList<string> Lines(RegistrationPoint point) =>
    [
        $"Tenant           {SafeText.Of(point.TenantDomain)} ({point.TenantId})",
        $"Identity server  {(point.Server is { } server ? SafeText.Of(Address(server)) : "none: another system wrote this")}",
        $"Trusted CA       {(point.AuthoritySha256 is { } sha256 ? "SHA-256 " + sha256 : "those of the computer")}",
    ];

    public static JsonObject Json(RegistrationPoint point) => new()
    {
        ["tenantDomain"] = point.TenantDomain,
        ["tenantId"] = point.TenantId.ToString("D"),
        ["server"] = point.Server is { } server ? Address(server) : null,
        ["authoritySha256"] = point.AuthoritySha256,
    };

    private static string Address(Uri server) => server.AbsoluteUri.TrimEnd('/');
}
