using System.Text.Json.Nodes;
using Keyway.Contracts.KerberosServers;

namespace Keyway.Connect.Bundles;

/// <summary>What a program learns of a bundle: where it belongs, and not what is sealed in it.</summary>
internal static class BundleJson
{
    public static JsonObject Of(string path, PublicationBundle bundle) => new()
    {
        ["path"] = path,
        ["keyId"] = bundle.KeyId,
        ["tenantId"] = bundle.TenantId.ToString("D"),
        ["domainDnsName"] = bundle.DomainDnsName,
        ["name"] = bundle.Name,
        ["issuedOn"] = bundle.IssuedOn.UtcDateTime,
    };
}
