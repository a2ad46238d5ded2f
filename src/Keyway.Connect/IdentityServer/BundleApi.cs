using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Hands over what was sealed elsewhere. It cannot be sealed anew here, so it is sent once only.</summary>
internal sealed class BundleApi(ServerSession session)
{
    /// <summary>What is in force after it; <c>KW4032</c> when the connection breaks before the answer.</summary>
    public async Task<Result<KerberosServerState>> PublishAsync(PublicationBundle bundle, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Put, ServerAddress.Path("kerberosServers", bundle.DomainDnsName, bundle.Name), Idempotent: false)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(new KerberosServerEnvelope(bundle.Publication), ContractsJson.Default.KerberosServerEnvelope),
        };
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.IsSuccess ? ServerAnswers.KerberosServer(reply.Body) : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }
}
