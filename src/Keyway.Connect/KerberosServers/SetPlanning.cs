using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.Domain;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>Finds out what <c>set</c> has to do. Writes nothing.</summary>
internal sealed class SetPlanning(DomainSideContext context, WantedServer wanted)
{
    /// <param name="domain">Signed in.</param>
    /// <param name="objects">Of the same domain.</param>
    /// <param name="present">What stands there; null when nothing or only a part.</param>
    /// <param name="published">What the identity server holds; null when nothing, or when it was not asked.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Result<SetPlan>> RunAsync(DomainSession domain, KerberosServerObjects objects, KerberosServerDescription? present, KerberosServerState? published, CancellationToken cancellationToken)
    {
        ComputerAccount? account = null;
        Refusal? refusal;
        if (wanted.AccountFile is { } file
            && !(await ComputerAccount.LookAsync(file, present is not null, context, domain, cancellationToken)).TryGet(out account, out refusal))
            return refusal;

        var lists = PublishedLists.For(wanted.Settings, present, published);
        var complete = lists.Settings with { AccountPassword = account?.NewPassword };
        if ((await objects.PlanAsync(complete, cancellationToken)).TryGet(out var changes, out refusal))
            return new SetPlan(complete, lists, account, changes);

        // A group that nobody named on the command line comes from the published lists.
        return refusal.Error == Catalogue.KerberosServerObject.GroupUnknown && published is not null && !IsNamed(refusal.Detail)
            ? new Refusal(Catalogue.Connect.PublishedGroupGone, refusal.Detail)
            : refusal;
    }

    private bool IsNamed(string? group) => (wanted.Settings.AllowGroups ?? []).Concat(wanted.Settings.DenyGroups ?? []).Contains(group, StringComparer.OrdinalIgnoreCase);
}
