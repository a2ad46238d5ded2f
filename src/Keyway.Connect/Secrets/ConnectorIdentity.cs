using System.Text;

namespace Keyway.Connect.Secrets;

/// <summary>The content of a connector file: who the connector is, and either its secret or where the key of its certificate is.</summary>
/// <param name="DomainDnsName">The one domain that it may write.</param>
/// <param name="ClientSecret">Never printed.</param>
/// <param name="CertificateThumbprint">base64url of the SHA-256 of the registered certificate.</param>
/// <param name="KeyFile">PEM file of certificate and key; a path counts from the folder of the connector file.</param>
internal sealed record ConnectorIdentity(
    Guid ClientId,
    string DisplayName,
    string DomainDnsName,
    string? ClientSecret = null,
    string? CertificateThumbprint = null,
    string? KeyFile = null)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("ClientId = ").Append(ClientId);
        return true;
    }
}
