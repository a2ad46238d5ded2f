using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Registration of connectors: <c>POST /v1.0/connectors</c>, with an administrator's access token.</summary>
internal sealed class ConnectorApi(ServerClient client)
{
    /// <summary>Sent once only: each registration makes another connector.</summary>
    public async Task<Result<ConnectorCredential>> RegisterAsync(string accessToken, ConnectorRegistration registration, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Post, "v1.0/connectors", Idempotent: false)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(registration, ContractsJson.Default.ConnectorRegistration),
            Bearer = accessToken,
        };
        if (!(await client.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.IsSuccess
            ? ServerAnswers.RegisteredConnector(reply.Body, registration.DomainDnsName)
            : ServerRefusals.Of(call, reply, Catalogue.Connect.TokenRefused);
    }
}
