using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.Domain;
using Keyway.Connect.Terminal;

namespace Keyway.Connect.KerberosServers;

/// <summary>The steps <i>Find its objects in the domain</i> and <i>Remove it from the domain</i>.</summary>
internal sealed class DomainRemoval(DomainAccess access, string name, StepLog steps, TimeProvider time)
{
    public async Task<RemovedSide> RunAsync(ChangeLog changes, CancellationToken cancellationToken)
    {
        if (!(await DomainSession.OpenAsync(access, steps, cancellationToken)).TryGet(out var session, out var refusal))
            return new RemovedSide([], UsualNames(), refusal);
        using var open = session;
        var objects = new KerberosServerObjects(session.Connection, time);
        var found = await steps.RunAsync(
            "Find its objects in the domain", () => objects.PlanRemovalAsync(name, cancellationToken), plan => plan.Count == 0 ? "there are none" : Counted.Of(plan.Count, "object"));
        if (!found.TryGet(out var plan, out refusal))
            return new RemovedSide([], UsualNames(), refusal);
        if (plan.Count == 0)
            return RemovedSide.Untouched;

        var removed = await steps.RunAsync(
            "Remove it from the domain", () => objects.RemoveAsync(name, changes, cancellationToken), removal => Counted.Of(removal.Removed.Count, "object") + " removed");
        return removed.TryGet(out var removal, out refusal)
            ? new RemovedSide(removal.Removed, [])
            : new RemovedSide([.. Gone(changes)], [.. plan.Select(change => change.Dn).Except(Gone(changes), StringComparer.OrdinalIgnoreCase)], refusal);
    }

    private static IEnumerable<string> Gone(ChangeLog changes) => changes.Made.Where(change => change.Kind == PlannedChangeKind.Delete).Select(change => change.Dn);

    // Where set makes them; an administrator may have moved the first two since.
    private IReadOnlyList<string> UsualNames()
    {
        if (!KerberosServerNames.Parse(name).TryGet(out var names, out _))
            return [];
        var domain = string.Join(',', access.DnsName.Split('.').Select(label => "DC=" + label));
        return
        [
            $"CN={names.UserName},CN=Users,{domain}",
            $"CN={names.Name},OU=Domain Controllers,{domain}",
            $"CN=NTDS Settings,CN={names.Name},CN=Servers, in a site of the forest's configuration",
            $"CN={names.Name},CN=Servers, in a site of the forest's configuration",
            $"CN={names.ServiceConnectionPointName},CN=AzureAD,CN=System,{domain}",
        ];
    }
}
