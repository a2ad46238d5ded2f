using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary><c>kerberos-server plan</c>: what <c>set</c>, <c>rotate</c> or <c>remove</c> would change on both sides, and with which rights. Writes nothing anywhere.</summary>
/// <param name="server">Null for the domain's side alone.</param>
/// <param name="wanted">As for <c>set</c>.</param>
internal sealed class PlanJourney(DomainSideContext context, ServerAccess? server, PlanKind kind, WantedServer wanted)
{
    private readonly string _serverObject = $"{server?.Address}{ServerAddress.Path("kerberosServers", context.Domain.DnsName, context.Name)}";

    public async Task<Report> RunAsync(int? width, CancellationToken cancellationToken)
    {
        if (!(await PlanAsync(cancellationToken)).TryGet(out var rows, out var refusal))
            return Report.Of(new Failure($"plan the {context.Title}", refusal));
        var content = new JsonObject { ["changes"] = new JsonArray([.. rows.Select(row => (JsonNode)row.Json())]) };
        return rows.Count == 0
            ? new Report(["", "There is nothing to change."], content)
            : new Report(["", .. PlanTable.Lines(rows, width), "", $"{Counted.Of(rows.Count, "change")} in all. Nothing was written."], content);
    }

    private async Task<Result<IReadOnlyList<PlanRow>>> PlanAsync(CancellationToken cancellationToken)
    {
        if (!(await BothSides.OpenAsync(context, server, cancellationToken)).TryGet(out var sides, out var refusal))
            return refusal;
        using var open = sides;
        if (!(await sides.CompareAsync(cancellationToken)).TryGet(out var before, out refusal))
            return refusal;
        var planned = await context.Steps.RunAsync("Plan the changes", () => InDomainAsync(sides, before, cancellationToken), changes => Counted.Of(changes.Count, "change") + " in the domain");
        if (!planned.TryGet(out var changes, out refusal))
            return refusal;
        return changes.Select(PlanRow.Of).Concat(server is null ? [] : AtServer(before, changes.Count > 0)).ToList();
    }

    private async Task<Result<IReadOnlyList<PlannedChange>>> InDomainAsync(BothSides sides, SideComparison before, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case PlanKind.Set:
                var planning = new SetPlanning(context, wanted);
                return (await planning.RunAsync(sides.Domain, sides.Objects, before.Domain.Server, before.Server.State, cancellationToken)).TryGet(out var plan, out var refusal)
                    ? (Result<IReadOnlyList<PlannedChange>>)plan.Changes.ToList()
                    : refusal;
            case PlanKind.Removal:
                return await sides.Objects.PlanRemovalAsync(context.Name, cancellationToken);
            default:
                return await sides.Objects.PlanRotationAsync(context.Name, kind == PlanKind.LeakedKeyRotation ? sides.Objects.KeyGenerationsHonoured : 1, cancellationToken);
        }
    }

    private IEnumerable<PlanRow> AtServer(SideComparison before, bool domainChanges)
    {
        const string right = "Connector of the domain, Hybrid Identity Administrator or Global Administrator at the identity server";
        var state = before.Server.State;
        if (kind == PlanKind.Removal)
            return state is null ? [] : [new PlanRow("Delete", "Delete", _serverObject, [("publication", Publication(state))], right)];
        if (kind == PlanKind.Set && !domainChanges && before.Verdict == Verdict.InStep)
            return [];
        return [new PlanRow("Publish", "Publish", _serverObject, [("publication", state is null ? "the first one" : "in place of " + Publication(state)), ("key", "(sealed to the identity server)")], right)];
    }

    private static string Publication(KerberosServerState state) => $"publication {state.Version} with key version {state.CloudKeyVersion}";
}
