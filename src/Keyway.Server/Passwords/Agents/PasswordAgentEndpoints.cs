using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Passwords;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Connectors;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Passwords.Agents;

/// <summary><c>/passwordChecks/{domain}</c>: agents of the domain's own connectors ask for work, and answer. Nobody else gets there, no administrator either.</summary>
internal static class PasswordAgentEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var agents = endpoints.MapGroup("/passwordChecks/{domain}").RequireToken(ErrorForm.Graph, Resources.Provisioning, Role.Connector);
        agents.MapPost("next", NextAsync);
        agents.MapPost("answers", AnswerAsync);
    }

    private static async Task<IResult> NextAsync(
        string domain, HttpContext http, DomainQueues queues, PasswordAlarms alarms, ConnectorDirectory connectors, IHostApplicationLifetime lifetime)
    {
        if (!Own(domain, http, alarms).TryGet(out var own, out var refusal)
            || !(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.PasswordCheckPoll)).TryGet(out var sent, out refusal)
            || !AgentPoll.Read(sent, own.Connector).TryGet(out var poll, out refusal))
        {
            return new RefusalReply(ErrorForm.Graph, refusal);
        }

        // A server that stops lets its agents go at once.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var queue = queues.Open(own.Domain);
        if (!(await queue.PollAsync(poll, ending.Token)).TryGet(out var handed, out refusal))
            return new RefusalReply(ErrorForm.Graph, refusal);

        // The request may have waited a minute: its program may be gone from the line, the server about to end, or its connector removed.
        var removed = connectors.Find(own.Connector)?.Domain != own.Domain;
        if (removed || ending.IsCancellationRequested)
        {
            queue.GiveBack(handed);
            handed = [];
        }

        if (removed)
            return new RefusalReply(ErrorForm.Graph, Catalogue.Accounts.NotSignedIn);
        return Results.Json(new PasswordCheckList([.. handed.Select(Seal).OfType<PasswordCheck>()]), ContractsJson.Default.PasswordCheckList);
    }

    private static async Task<IResult> AnswerAsync(string domain, HttpContext http, DomainQueues queues, PasswordAlarms alarms)
    {
        if (!Own(domain, http, alarms).TryGet(out var own, out var refusal)
            || !(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.PasswordCheckAnswer)).TryGet(out var answer, out refusal))
        {
            return new RefusalReply(ErrorForm.Graph, refusal);
        }

        refusal = PasswordVerdicts.Parse(answer.Outcome) is { } verdict
            ? queues.Open(own.Domain).Answer(own.Connector, answer.AgentId, answer.Id, verdict)
            : new Refusal(Catalogue.Passwords.AnswerMalformed);
        return refusal is null ? Results.NoContent() : new RefusalReply(ErrorForm.Graph, refusal);
    }

    /// <summary>The domain of the address, which must be the connector's.</summary>
    private static Result<(string Domain, Guid Connector)> Own(string domain, HttpContext http, PasswordAlarms alarms)
    {
        var caller = Caller.Of(http);
        if (caller.ClientId is { } connector && caller.Domain is { } own)
        {
            if (DomainName.Normalise(domain) == own)
                return (own, connector);
            alarms.ForeignDomain(connector, own, domain);
        }

        return Catalogue.Passwords.ForeignDomain;
    }

    // Null when nobody waits for it any more.
    private static PasswordCheck? Seal(HandedCheck handed) =>
        handed.Check.Password.TryRead(password => PasswordJwe.Seal(handed.Agent.Key, handed.Id, password), out var envelope)
            ? new PasswordCheck(handed.Id, handed.Check.ObjectGuid, handed.Check.SamAccountName, envelope, handed.Check.Deadline)
            : null;
}
