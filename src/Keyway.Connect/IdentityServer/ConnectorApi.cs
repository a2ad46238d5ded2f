using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Registration of connectors: <c>POST /v1.0/connectors</c>, as an administrator.</summary>
internal sealed class ConnectorApi(ServerSession session)
{
    /// <summary>Sent once only: each registration makes another connector.</summary>
    /// <param name="thumbprint">Of the certificate in the registration, or null.</param>
    public async Task<Result<ConnectorCredential>> RegisterAsync(ConnectorRegistration registration, string? thumbprint, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Post, "v1.0/connectors", Idempotent: false)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(registration, ContractsJson.Default.ConnectorRegistration),
        };
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.IsSuccess
            ? ServerAnswers.RegisteredConnector(reply.Body, registration.DomainDnsName, thumbprint)
            : ServerRefusals.Of(call, reply, Catalogue.Connect.TokenRefused);
    }
}
