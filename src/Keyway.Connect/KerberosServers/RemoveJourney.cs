using System.Text.Json.Nodes;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Terminal;

namespace Keyway.Connect.KerberosServers;

/// <summary>
/// <c>kerberos-server remove</c>: the server's side first, so that nothing is minted that the domain no longer honours, then the domain's.
/// A side that is out of reach does not keep the other: what remains is said object by object, with how to finish.
/// </summary>
/// <param name="title">Such as <c>Kerberos server AzureADKerberos of contoso.corp.com</c>.</param>
/// <param name="atServer">Null when only the domain's side is to go.</param>
/// <param name="inDomain">Null when only the server's side is to go.</param>
internal sealed class RemoveJourney(string title, ServerRemoval? atServer, DomainRemoval? inDomain, StepLog steps)
{
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        var changes = new ChangeLog(steps);
        var server = atServer is null ? null : await atServer.RunAsync(cancellationToken);
        var domain = inDomain is null ? null : await inDomain.RunAsync(changes, cancellationToken);
        var remains = (server?.Remaining ?? []).Concat(domain?.Remaining ?? []).ToList();
        var content = new JsonObject
        {
            ["removedAtServer"] = server is { Refusal: null } ? server.Removed.Count > 0 : null,
            ["removedFromDomain"] = domain is null ? null : Names(domain.Removed),
            ["remains"] = Names(remains),
            ["changes"] = ChangeWords.Json(changes.Made),
        };
        return (domain?.Refusal ?? server?.Refusal) is { } refusal
            ? new Report(["", "What remains:", .. remains.Select(name => "    " + SafeText.Of(name))], content, new Failure($"remove the {title}{Where}", refusal, Finish(server, domain)))
            : new Report(["", SafeText.Of(Done(server, domain))], content);
    }

    private string Where => (atServer, inDomain) switch
    {
        (null, _) => " from the domain",
        (_, null) => " at the identity server",
        _ => " from both sides",
    };

    private string Done(RemovedSide? server, RemovedSide? domain) => (server, domain) switch
    {
        (null, _) => $"The domain has no {title} any more. The identity server was not asked; what it holds ends with remove --only-server.",
        (_, null) => $"The identity server holds no {title} any more. The domain was not asked; its objects end with remove --only-domain.",
        ({ Removed.Count: 0 }, { Removed.Count: 0 }) => $"There was no {title} on either side.",
        _ => $"The {title} is gone from both sides.",
    };

    private static string? Finish(RemovedSide? server, RemovedSide? domain) => (server?.Refusal, domain?.Refusal) switch
    {
        ({ } other, { }) => $"Of the identity server: {other}. Run remove again; --only-server and --only-domain finish one side when the other will never come back.",
        ({ }, null) when domain is not null => "The domain's side is done, and it refuses the tickets that the identity server may still mint. Finish with remove --only-server when the server can be reached.",
        (null, { }) when server is not null => "The identity server's side is done, and it mints no more. Finish with remove --only-domain when the domain can be reached with the rights it takes.",
        _ => null,
    };

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)name)];
}
