using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Domain;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.KerberosServers;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Explanations;

/// <summary><c>explain</c>: every rule between a person and a ticket, at the identity server and in the domain. Writes nothing.</summary>
internal sealed class ExplainJourney(KerberosServerContext context, string user)
{
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        var result = await ExplainAsync(cancellationToken);
        if (!result.TryGet(out var explained, out var refusal))
            return Report.Of(new Failure($"explain {user}", refusal));
        return new Report(
            ["", .. explained.Lines()],
            new JsonObject { ["user"] = explained.User, ["rules"] = explained.Json(), ["decidingCode"] = explained.Deciding?.Code, ["sentence"] = explained.Sentence() });
    }

    private async Task<Result<ExplainedRules>> ExplainAsync(CancellationToken cancellationToken)
    {
        if (!(await DomainSession.OpenAsync(context.Domain, context.Steps, cancellationToken)).TryGet(out var domain, out var refusal))
            return refusal;
        using var openDomain = domain;
        if (!(await ServerSession.OpenAsync(context.Server, context.Steps, context.Time, cancellationToken)).TryGet(out var server, out refusal))
            return refusal;
        using var openServer = server;

        var steps = context.Steps;
        var objects = new KerberosServerObjects(domain.Connection, context.Time);
        if (!(await steps.RunAsync("Read the domain's side", () => objects.ReadAsync(context.Name, cancellationToken), found => $"number {found.Id}, key version {found.KeyVersion}")).TryGet(out var here, out refusal))
            return refusal;
        if (!(await steps.RunAsync("Read the account", () => new AccountInspection(domain.Connection).InspectAsync(user, here, cancellationToken), found => found.Dn)).TryGet(out var account, out refusal))
            return refusal;
        var read = await steps.RunAsync(
            "Read the server's side",
            () => new KerberosServerApi(server).ReadAsync(context.Domain.DnsName, context.Name, cancellationToken),
            side => side.State is { } state ? $"number {state.CloudId}, key version {state.CloudKeyVersion}" : "nothing");
        if (!read.TryGet(out var published, out refusal))
            return refusal;
        if (published.State is null)
            return Explained(account, [.. DomainRules.OfAccount(account, context.Time.GetUtcNow()), .. DomainRules.OfLists(account, here), DomainRules.OfKey(here, null)]);

        var asked = await steps.RunAsync(
            "Ask the identity server for its rules",
            () => new ExplanationApi(server).ReadAsync(context.Domain.DnsName, context.Name, account.ObjectGuid, cancellationToken),
            found => $"{found.Rules.Count} rules about {found.UserPrincipalName ?? "nobody it knows"}");
        if (!asked.TryGet(out var explanation, out refusal))
            return refusal;
        return Explained(account, InOrder(account, explanation, here, published.State));
    }

    private IReadOnlyList<RuleAnswer> InOrder(AccountFindings account, TicketExplanation explanation, KerberosServerDescription here, KerberosServerState published) =>
    [
        .. DomainRules.OfRecord(account, explanation),
        .. explanation.Rules.Select(rule => rule with { Rule = "Identity server: " + rule.Rule }),
        .. DomainRules.OfAccount(account, context.Time.GetUtcNow()).Select(InDomain),
        .. DomainRules.OfLists(account, here).Select(InDomain),
        DomainRules.OfKey(here, published),
    ];

    private static RuleAnswer InDomain(RuleAnswer rule) => rule with { Rule = "Domain: " + rule.Rule };

    private static ExplainedRules Explained(AccountFindings account, IReadOnlyList<RuleAnswer> rules) => new(account.UserPrincipalName ?? account.SamAccountName, rules);
}
