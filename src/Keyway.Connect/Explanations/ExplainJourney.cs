using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
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
        if (!(await BothSides.OpenAsync(context, context.Server, cancellationToken)).TryGet(out var sides, out var refusal))
            return refusal;
        using var open = sides;

        var steps = context.Steps;
        if (!(await steps.RunAsync("Read the domain's side", () => sides.Objects.ReadAsync(context.Name, cancellationToken), found => $"number {found.Id}, key version {found.KeyVersion}")).TryGet(out var here, out refusal))
            return refusal;
        if (!(await steps.RunAsync("Read the account", () => new AccountInspection(sides.Domain.Connection).InspectAsync(user, here, cancellationToken), found => found.Dn)).TryGet(out var account, out refusal))
            return refusal;
        var read = await steps.RunAsync(
            "Read the server's side",
            () => sides.Api.ReadAsync(context.Domain.DnsName, context.Name, cancellationToken),
            side => side.State is { } state ? $"number {state.CloudId}, key version {state.CloudKeyVersion}" : "nothing");
        if (!read.TryGet(out var published, out refusal))
            return refusal;
        if (published.State is null)
            return Explained(account, [.. OfDomain(account, here), DomainRules.OfKey(here, null)]);

        var asked = await steps.RunAsync(
            "Ask the identity server for its rules",
            () => sides.Api.ExplainAsync(context.Domain.DnsName, context.Name, account.ObjectGuid, cancellationToken),
            found => $"{found.Rules.Count} rules about {found.UserPrincipalName ?? "nobody it knows"}");
        if (!asked.TryGet(out var explanation, out refusal))
            return refusal;
        return Explained(account, InOrder(account, explanation, here, published.State));
    }

    private IReadOnlyList<RuleAnswer> InOrder(AccountFindings account, TicketExplanation explanation, KerberosServerDescription here, KerberosServerState published) =>
    [
        DomainRules.OfRecord(account, explanation),
        .. explanation.Rules.Select(rule => rule with { Rule = "Identity server: " + rule.Rule }),
        .. OfDomain(account, here),
        DomainRules.OfKey(here, published),
    ];

    private IEnumerable<RuleAnswer> OfDomain(AccountFindings account, KerberosServerDescription here) =>
        DomainRules.OfAccount(account, context.Time.GetUtcNow()).Concat(DomainRules.OfLists(account, here)).Select(rule => rule with { Rule = "Domain: " + rule.Rule });

    private static ExplainedRules Explained(AccountFindings account, IReadOnlyList<RuleAnswer> rules) => new(account.UserPrincipalName ?? account.SamAccountName, rules);
}
