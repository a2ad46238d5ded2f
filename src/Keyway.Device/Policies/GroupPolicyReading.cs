using Keyway.ActiveDirectory.Computers;
using Keyway.ActiveDirectory.GroupPolicy;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Device.Joining.Hybrid;
using Keyway.Errors;

namespace Keyway.Device.Policies;

/// <summary>
/// Reads Group Policy as the computer's own account, for the computer and for the people who sign in there: objects from the directory, files from SYSVOL. For a short-lived process alone, because of the library that reads SYSVOL.
/// </summary>
/// <param name="signIn">Leaves the tickets where this process looks for them.</param>
/// <param name="files">What was read before, and for whom.</param>
/// <param name="settings">The smb.conf(5) by which SYSVOL is read.</param>
internal sealed class GroupPolicyReading(ComputerSignIn signIn, PolicyFiles files, string settings, TimeProvider time)
{
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
                var objects = new GroupPolicyObjects(new GroupPolicyFiles(sysvol), readOn);
                if (!objects.Read(forComputer, PolicyHalf.Computer, last, cancellationToken).TryGet(out var computerPolicies, out refusal))
                    return refusal;
                var people = new List<PersonPolicies>();
                foreach (var (person, found) in forPeople)
                {
                    if (!objects.Read(found, PolicyHalf.User, person.Policies, cancellationToken).TryGet(out var policies, out refusal))
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
}
