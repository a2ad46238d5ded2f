using System.Security.Cryptography;
using System.Text.Json;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.IdentityServer;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>Makes the sealed publication of a Kerberos server and its key. After this only the identity server can read the key.</summary>
internal static class PublicationSeal
{
    /// <summary>Refuses when description and key are not of one moment (<c>KW4021</c>), or the key's metadata could not be read (<c>KW4022</c>).</summary>
    public static Result<KerberosServerEnvelope> Seal(KerberosServerDescription server, KerberosServerSecret secret, PublicationKeyHolder publicationKey, DateTimeOffset now)
    {
        if (secret.Id != server.Id || secret.TicketKeyVersion != server.TicketKeyVersion)
            return new Refusal(Catalogue.Connect.KeyMovedMeanwhile, $"version {server.TicketKeyVersion} was read, then {secret.TicketKeyVersion}");
        if (server.KeyVersion == 0 || server.KeyUpdatedOn is not { } keyUpdatedOn)
            return Catalogue.Connect.KeyMetadataMissing;

        var publication = new KerberosServerPublication(
            publicationKey.TenantId,
            now,
            server.Name,
            server.DomainDnsName,
            server.NetBiosName,
            server.DomainSid.ToString(),
            server.Id,
            server.DisplayName,
            server.KeyVersion,
            server.TicketKeyVersion,
            keyUpdatedOn,
            Convert.ToBase64String(secret.Key.Value),
            [.. server.AllowGroups.Select(group => group.Sid.ToString())],
            [.. server.DenyGroups.Select(group => group.Sid.ToString())],
            server.ComputerAccountSid.ToString());
        var content = JsonSerializer.SerializeToUtf8Bytes(publication, ContractsJson.Default.KerberosServerPublication);
        try
        {
            return new KerberosServerEnvelope(PublicationJwe.Seal(publicationKey.Key, content));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }
}
