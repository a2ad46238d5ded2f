using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.DeviceRegistration;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Domain;
using Keyway.Connect.KerberosServers;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.DeviceRegistration;

/// <summary><c>device-registration set</c> and <c>remove</c>, or with <c>--plan</c> what they would change.</summary>
internal sealed class ChangeRegistrationJourney(DomainAccess access, RegistrationChange change, StepLog steps)
{
    private string Attempt => (change.PlanOnly ? "plan to " : "") + (change.Wanted is null ? "remove the service connection point" : "write the service connection point");

    public async Task<Report> RunAsync(int? width, CancellationToken cancellationToken)
    {
        var made = new ChangeLog(steps);
        var result = await ChangeAsync(made, cancellationToken);
        if (!result.TryGet(out var changes, out var refusal))
            return new Report([], new JsonObject { ["changes"] = ChangeWords.Json(made.Made) }, new Failure(Attempt, refusal));

        var content = new JsonObject { ["changes"] = ChangeWords.Json(changes) };
        if (change.Wanted is not null)
            content["registration"] = RegistrationWords.Json(change.Wanted);
        if (!change.PlanOnly)
            return new Report(["", .. change.Wanted is null ? ["The forest's computers are told of no tenant by us any more."] : RegistrationWords.Lines(change.Wanted)], content);
        return changes.Count == 0
            ? new Report(["", "There is nothing to change."], content)
            : new Report(["", .. PlanTable.Lines([.. changes.Select(PlanRow.Of)], width), "", $"{Counted.Of(changes.Count, "change")} in all. Nothing was written."], content);
    }

    private async Task<Result<IReadOnlyList<PlannedChange>>> ChangeAsync(ChangeLog made, CancellationToken cancellationToken)
    {
        if (!(await DomainSession.OpenAsync(access, steps, cancellationToken)).TryGet(out var domain, out var refusal))
            return refusal;
        using var open = domain;
        var place = new ServiceConnectionPoint(domain.Connection);
        return change.PlanOnly
            ? await steps.RunAsync(
                "Plan the changes",
                () => change.Wanted is { } planned ? place.PlanAsync(planned, change.Replace, cancellationToken) : place.PlanRemovalAsync(change.Replace, cancellationToken),
                changes => Counted.Of(changes.Count, "change"))
            : await steps.RunAsync(
                change.Wanted is null ? "Remove the service connection point" : "Write the service connection point",
                () => change.Wanted is { } wanted ? place.WriteAsync(wanted, change.Replace, made, cancellationToken) : place.RemoveAsync(change.Replace, made, cancellationToken),
                changes => changes.Count == 0 ? "nothing to change" : Counted.Of(changes.Count, "change"));
    }
}
