using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.Delegation;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Domain;
using Keyway.Connect.KerberosServers;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.Delegation;

/// <summary><c>delegate sync</c>: gives an account what synchronisation needs and nothing else, then reads the access control list back and proves it.</summary>
internal sealed class SyncDelegationJourney(DomainAccess access, SyncDelegationRequest request, StepLog steps)
{
    private string Attempt => request switch
    {
        { PlanOnly: true } => $"plan the delegation of synchronisation to {request.Account}",
        { Kind: DelegationKind.Grant } => $"delegate synchronisation to {request.Account}",
        { Kind: DelegationKind.Revoke } => $"revoke synchronisation from {request.Account}",
        _ => $"prove that {request.Account} holds exactly what synchronisation needs",
    };

    public async Task<Report> RunAsync(int? width, CancellationToken cancellationToken)
    {
        var made = new ChangeLog(steps);
        if (!(await DelegateAsync(made, cancellationToken)).TryGet(out var outcome, out var refusal))
            return new Report([], new JsonObject { ["changes"] = ChangeWords.Json(made.Made) }, new Failure(Attempt, refusal));

        var content = new JsonObject { ["account"] = request.Account, ["changes"] = ChangeWords.Json(outcome.Changes) };
        if (request.PlanOnly)
        {
            return outcome.Changes.Count == 0
                ? new Report(["", "There is nothing to change."], content)
                : new Report(["", .. PlanTable.Lines([.. outcome.Changes.Select(PlanRow.Of)], width), "", $"{Counted.Of(outcome.Changes.Count, "change")} in all. Nothing was written."], content);
        }

        content["rights"] = new JsonArray([.. outcome.Rights.Select(Json)]);
        var wrong = outcome.Rights.Where(right => !IsAsWanted(right)).ToList();
        return wrong.Count == 0
            ? new Report(["", .. RightsTable.Lines(outcome.Rights, width), "", .. NotShown(outcome.Rights), SafeText.Of(Verdict(outcome.Rights))], content)
            : new Report(["", .. RightsTable.Lines(outcome.Rights, width), .. NotShown(outcome.Rights)], content,
                new Failure(Attempt, new Refusal(Catalogue.Delegation.SyncDelegationDiffers, string.Join("; ", wrong.Select(right => $"{(right.IsHeld ? "holds" : "lacks")} {right.Right} on {right.Dn}")))));
    }

    private string Verdict(IReadOnlyList<DelegatedRight> rights) => request.Kind == DelegationKind.Revoke
        ? $"{request.Account} can no longer read the changes of the domain{(rights.All(right => right.IsReadable) ? " nor see its deleted objects" : "")}, and holds none of the dangerous rights. " +
          "Owners stay: where a delegation made Administrators the owner of Deleted Objects, they still are."
        : $"{request.Account} holds what synchronisation needs, and none of the dangerous rights.";

    private static IEnumerable<string> NotShown(IEnumerable<DelegatedRight> rights) =>
        rights.Where(right => !right.IsReadable).Select(right => SafeText.Of($"Who signed in is not shown the access control list of {right.Dn}, so what it gives is not proven; by default it gives nothing but to SYSTEM and Administrators."));

    private bool IsAsWanted(DelegatedRight right) => request.Kind == DelegationKind.Revoke ? !right.IsHeld : right.IsAsItShouldBe;

    private async Task<Result<Outcome>> DelegateAsync(ChangeLog made, CancellationToken cancellationToken)
    {
        if (!(await DomainSession.OpenAsync(access, steps, cancellationToken)).TryGet(out var domain, out var refusal))
            return refusal;
        using var open = domain;
        var delegation = new SyncDelegation(domain.Connection);
        var revoke = request.Kind == DelegationKind.Revoke;
        if (request.PlanOnly)
        {
            return (await steps.RunAsync("Plan the changes", () => delegation.PlanAsync(request.Account, revoke, cancellationToken), changes => Counted.Of(changes.Count, "change")))
                .TryGet(out var planned, out refusal) ? new Outcome(planned, []) : refusal;
        }

        IReadOnlyList<PlannedChange> changed = [];
        if (request.Kind != DelegationKind.Check)
        {
            var result = await steps.RunAsync(
                revoke ? "Revoke" : "Grant",
                () => revoke ? delegation.RevokeAsync(request.Account, made, cancellationToken) : delegation.GrantAsync(request.Account, made, cancellationToken),
                changes => changes.Count == 0 ? "nothing to change" : Counted.Of(changes.Count, "change"));
            if (!result.TryGet(out changed!, out refusal))
                return refusal;
        }

        var proof = await steps.RunAsync("Prove it", () => delegation.ProveAsync(request.Account, cancellationToken), rights => Counted.Of(rights.Count, "right") + " read back");
        return proof.TryGet(out var rights, out refusal) ? new Outcome(changed, rights) : refusal;
    }

    private static JsonNode Json(DelegatedRight right) => new JsonObject
    {
        ["right"] = right.Right,
        ["dn"] = right.Dn,
        ["isNeeded"] = right.IsNeeded,
        ["isHeld"] = right.IsHeld,
        ["isReadable"] = right.IsReadable,
    };

    private sealed record Outcome(IReadOnlyList<PlannedChange> Changes, IReadOnlyList<DelegatedRight> Rights);
}
