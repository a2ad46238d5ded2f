using Keyway.ActiveDirectory.Computers;
using Keyway.ActiveDirectory.GroupPolicy;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Device.Joining.Hybrid;
using Keyway.Errors;

namespace Keyway.Device.Policies;

/// <summary>
/// Reads Group Policy as the computer's own account, for the computer and for the people who sign in there: objects from the directory, files from SYSVOL. For a short-lived process alone, because of the library that reads SYSVOL.
/// Files are read each time, whatever version the directory tells: SYSVOL is replicated by itself, and a file that was behind at the first reading would count for good. An object whose
/// content is refused keeps its last good content; one that never had any counts as switching keys off, because it might.
/// </summary>
/// <param name="signIn">Leaves the tickets where this process looks for them.</param>
/// <param name="files">What was read before, and for whom.</param>
/// <param name="settings">The smb.conf(5) by which SYSVOL is read.</param>
internal sealed class GroupPolicyReading(ComputerSignIn signIn, PolicyFiles files, string settings, TimeProvider time)
{
    private static readonly IReadOnlyList<StoredPolicyChange> Off = [new StoredPolicyChange(PolicyName.SecurityKeySignIn, RegistryChangeKind.Set)];

    /// <summary>Reads all of it; a domain controller or a SYSVOL that is not reached refuses the whole.</summary>
    public async Task<Result<GroupPolicyAnswer>> RunAsync(CancellationToken cancellationToken)
    {
        // Who signs in from now on is asked for by the next reading.
        var readOn = time.GetUtcNow();
        var last = files.Read(PolicySource.GroupPolicy).TryGet(out var kept, out _) ? kept : new StoredPolicies([], default);
        var noted = files.ReadPeople().TryGet(out var known, out _) ? known : [];
        if (!(await signIn.OpenAsync(cancellationToken)).TryGet(out var session, out var refusal))
            return refusal;
        using (session)
        {
            var search = new GroupPolicySearch(session.Connection);
            if (!(await OwnComputer.ReadAsync(session.Connection, session.Account.Name, cancellationToken)).TryGet(out var computer, out refusal)
                || !(await search.FindAsync(PolicySubject.Of(computer), cancellationToken)).TryGet(out var forComputer, out refusal)
                || !(await FindAsync(noted, session.Connection, search, cancellationToken)).TryGet(out var forPeople, out refusal)
                || !SysvolFiles.Open(session.Connection.DomainController.HostName, settings).TryGet(out var sysvol, out refusal))
                return refusal;
            using (sysvol)
            {
                if (!Read(forComputer, PolicyHalf.Computer, last, sysvol, readOn).TryGet(out var computerPolicies, out refusal))
                    return refusal;
                var people = new List<PersonPolicies>();
                foreach (var (person, found) in forPeople)
                {
                    if (!Read(found, PolicyHalf.User, person.Policies, sysvol, readOn).TryGet(out var policies, out refusal))
                        return refusal;
                    people.Add(person with { Policies = policies });
                }

                return new GroupPolicyAnswer(computerPolicies, PolicyFiles.Fitting(people));
            }
        }
    }

    /// <summary>The objects of each of the people; whom the domain does not have is left out.</summary>
    private static async Task<Result<List<(PersonPolicies Person, IReadOnlyList<GroupPolicyObject> Found)>>> FindAsync(
        IReadOnlyList<PersonPolicies> noted, DomainConnection connection, GroupPolicySearch search, CancellationToken cancellationToken)
    {
        var all = new List<(PersonPolicies, IReadOnlyList<GroupPolicyObject>)>();
        foreach (var person in noted)
        {
            if (!(await PolicySubject.FindPersonAsync(connection, person.Account, cancellationToken)).TryGet(out var subject, out var refusal))
            {
                if (refusal.Error == Catalogue.Policies.PersonUnknown)
                    continue;
                return refusal;
            }

            if (!(await search.FindAsync(subject, cancellationToken)).TryGet(out var found, out refusal))
                return refusal;
            all.Add((person, found));
        }

        return all;
    }

    private static Result<StoredPolicies> Read(IReadOnlyList<GroupPolicyObject> found, PolicyHalf half, StoredPolicies? last, SysvolFiles sysvol, DateTimeOffset readOn)
    {
        var objects = new List<StoredPolicyObject>();
        foreach (var policy in found)
        {
            if (!Read(policy, half, last, sysvol).TryGet(out var stored, out var refusal))
                return refusal;
            objects.Add(stored);
        }

        return new StoredPolicies(GroupPolicyMerge.Of(objects), readOn, objects);
    }

    private static Result<StoredPolicyObject> Read(GroupPolicyObject policy, PolicyHalf half, StoredPolicies? last, SysvolFiles sysvol)
    {
        // The good content of an object that is skipped today is not kept: it is read again when it counts again.
        if (policy.Skipped is { } skipped)
            return new StoredPolicyObject(policy.Id, policy.Name, [], policy.LinkedAt, Skipped: skipped);
        var before = last?.Objects?.FirstOrDefault(known => known.Id == policy.Id && known.Version is not null);
        if (policy.Refused is { } unfit)
            return Keep(policy, before, unfit);
        if (!sysvol.Read(policy.Folder + (half == PolicyHalf.Computer ? "/Machine/Registry.pol" : "/User/Registry.pol"), PolicyRegistryFile.MaximumLength).TryGet(out var content, out var refusal))
        {
            if (refusal.Error == Catalogue.Policies.SysvolUnreachable)
                return refusal;

            // Objects are made without the file, and say that they have one.
            return refusal.Error == Catalogue.Policies.RegistryFileChanging && before is null
                ? new StoredPolicyObject(policy.Id, policy.Name, [], policy.LinkedAt)
                : Keep(policy, before, refusal);
        }

        return PolicyRegistryNames.Read(content).TryGet(out var changes, out refusal)
            ? new StoredPolicyObject(policy.Id, policy.Name, changes, policy.LinkedAt, policy.Version)
            : Keep(policy, before, refusal);
    }

    private static StoredPolicyObject Keep(GroupPolicyObject policy, StoredPolicyObject? before, Refusal refusal) =>
        new(policy.Id, policy.Name, before?.Changes ?? Off, policy.LinkedAt, before?.Version, Refused: refusal.ToString());
}
