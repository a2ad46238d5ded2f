using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>The step <i>Remove it at the identity server</i>.</summary>
/// <param name="domain">DNS name.</param>
internal sealed class ServerRemoval(ServerAccess access, string domain, string name, StepLog steps, TimeProvider time)
{
    public async Task<RemovedSide> RunAsync(CancellationToken cancellationToken)
    {
        var place = $"{access.Address}{ServerAddress.Path("kerberosServers", domain, name)}";
        return (await RemoveAsync(cancellationToken)).TryGet(out var removed, out var refusal)
            ? new RemovedSide(removed ? [place] : [], [])
            : new RemovedSide([], [place], refusal);
    }

    private async Task<Result<bool>> RemoveAsync(CancellationToken cancellationToken)
    {
        if (!(await ServerSession.OpenAsync(access, steps, time, cancellationToken)).TryGet(out var session, out var refusal))
            return refusal;
        using var open = session;
        return await steps.RunAsync(
            "Remove it at the identity server",
            () => new KerberosServerApi(session).RemoveAsync(domain, name, cancellationToken),
            removed => removed ? "removed" : "there was none");
    }
}
