using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Domain;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>
/// <c>kerberos-server remove</c>: the server's side first, so that nothing is minted that the domain no longer honours, then the domain's.
/// A side that is out of reach does not keep the other: what remains is said.
/// </summary>
internal sealed class RemoveJourney(KerberosServerContext context)
{
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        var server = await RemoveAtServerAsync(cancellationToken);
        var domain = await RemoveInDomainAsync(cancellationToken);
        var content = new JsonObject
        {
            ["removedAtServer"] = server.Succeeded ? server.Value : null,
            ["removedFromDomain"] = domain.TryGet(out var removal, out var domainRefusal) ? new JsonArray([.. removal.Removed.Select(dn => (JsonNode)dn)]) : null,
        };
        return (server.TryGet(out _, out var serverRefusal), domainRefusal is null) switch
        {
            (true, true) => new Report(["", $"The {context.Title} is gone from both sides."], content),
            (false, true) => new Report([], content, Failed(serverRefusal!, "The identity server may still hold it; the domain no longer does, so its tickets are refused. Run remove again.")),
            (true, false) => new Report([], content, Failed(domainRefusal!, "Its objects may remain in the domain; the identity server no longer has its key. Run remove again.")),
            _ => new Report([], content, Failed(domainRefusal!, $"Nothing is known to be removed; at the identity server: {serverRefusal}. Run remove again.")),
        };
    }

    private async Task<Result<bool>> RemoveAtServerAsync(CancellationToken cancellationToken)
    {
        if (!(await ServerSession.OpenAsync(context.Server, context.Steps, context.Time, cancellationToken)).TryGet(out var session, out var refusal))
            return refusal;
        using var open = session;
        return await context.Steps.RunAsync(
            "Remove it at the identity server",
            () => new KerberosServerApi(session).RemoveAsync(context.Domain.DnsName, context.Name, cancellationToken),
            removed => removed ? "removed" : "there was none");
    }

    private async Task<Result<KerberosServerRemoval>> RemoveInDomainAsync(CancellationToken cancellationToken)
    {
        if (!(await DomainSession.OpenAsync(context.Domain, context.Steps, cancellationToken)).TryGet(out var session, out var refusal))
            return refusal;
        using var open = session;
        var removed = await context.Steps.RunAsync(
            "Remove it from the domain",
            () => new KerberosServerObjects(session.Connection, context.Time).RemoveAsync(context.Name, cancellationToken: cancellationToken),
            removal => removal.Removed.Count == 0 ? "there was none" : Counted.Of(removal.Removed.Count, "object") + " removed");
        if (removed.TryGet(out var removal, out _))
        {
            foreach (var dn in removal.Removed)
                context.Steps.Note(dn);
        }

        return removed;
    }

    private Failure Failed(Refusal refusal, string remains) => new($"remove the {context.Title} from both sides", refusal, remains);
}
