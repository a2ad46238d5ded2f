using Keyway.ActiveDirectory.Computers;
using Keyway.ActiveDirectory.GroupPolicy;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Device.Joining.Hybrid;
using Keyway.Errors;

namespace Keyway.Device.Policies;

/// <summary>
/// Reads Group Policy as the computer's own account, for the computer and for the people who sign in there: objects from the directory, files from SYSVOL. For a short-lived process alone, because of the library that reads SYSVOL.
/// The computer comes first, and what cannot be read for some of the people, or not in time, takes nothing from it.
/// </summary>
/// <param name="signIn">Leaves the tickets where this process looks for them.</param>
/// <param name="files">What was read before, and for whom.</param>
/// <param name="settings">The smb.conf(5) by which SYSVOL is read.</param>
internal sealed class GroupPolicyReading(ComputerSignIn signIn, PolicyFiles files, string settings, TimeProvider time)
{
    // Leaves SYSVOL time for one file more, before the process is ended and the computer's half is lost with it.
    private static readonly TimeSpan ForPeople = TimeSpan.FromSeconds(60);

    // What nobody could read might switch keys off.
    private static readonly StoredPolicies NeverRead = new([new StoredPolicy(PolicyName.SecurityKeySignIn, 0, "not read yet")], default, []);

    /// <summary>Reads all of it; a domain controller or a SYSVOL that is not reached for the computer refuses the whole.</summary>
    public async Task<Result<GroupPolicyAnswer>> RunAsync(CancellationToken cancellationToken)
    {
        // Who signs in from now on is asked for by the next reading.
        var readOn = time.GetUtcNow();
        using var late = new CancellationTokenSource(ForPeople, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var last = files.Read(PolicySource.GroupPolicy).TryGet(out var kept, out _) ? kept : new StoredPolicies([], default);
        var noted = files.ReadPeople().TryGet(out var known, out _) ? known : [];
        if (!(await signIn.OpenAsync(cancellationToken)).TryGet(out var session, out var refusal))
            return refusal;
        using (session)
        {
            var search = new GroupPolicySearch(session.Connection);
            if (!(await OwnComputer.ReadAsync(session.Connection, session.Account.Name, cancellationToken)).TryGet(out var computer, out refusal)
                || !(await search.FindAsync(PolicySubject.Of(computer), cancellationToken)).TryGet(out var found, out refusal)
                || !SysvolFiles.Open(session.Connection.DomainController.HostName, settings).TryGet(out var sysvol, out refusal))
                return refusal;
            using (sysvol)
            {
                var objects = new GroupPolicyObjects(new GroupPolicyFiles(sysvol), readOn);
                if (!objects.Read(found, PolicyHalf.Computer, last, cancellationToken).TryGet(out var policies, out refusal))
                    return refusal;
                var people = new List<PersonPolicies>();

                // Those first for whom time did not suffice before.
                foreach (var person in noted.OrderBy(person => person.Policies?.ReadOn ?? default))
                {
                    var read = await ReadAsync(person, session.Connection, search, objects, either.Token);
                    cancellationToken.ThrowIfCancellationRequested();
                    if (read.TryGet(out var theirs, out refusal))
                        people.Add(person with { Policies = theirs });
                    else if (refusal.Error != Catalogue.Policies.PersonUnknown)
                        people.Add(person with { Policies = Keep(person.Policies ?? NeverRead, refusal) });
                }

                return new GroupPolicyAnswer(policies, PolicyFiles.Fitting(people));
            }
        }
    }

    private static StoredPolicies Keep(StoredPolicies before, Refusal refusal) => before with { Objects = before.Objects ?? [], Refused = refusal.ToString() };

    private static async Task<Result<StoredPolicies>> ReadAsync(PersonPolicies person, DomainConnection connection, GroupPolicySearch search, GroupPolicyObjects objects, CancellationToken cancellationToken)
    {
        try
        {
            if (!(await PolicySubject.FindPersonAsync(connection, person.Account, cancellationToken)).TryGet(out var subject, out var refusal)
                || !(await search.FindAsync(subject, cancellationToken)).TryGet(out var found, out refusal))
                return refusal;
            return objects.Read(found, PolicyHalf.User, person.Policies, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Catalogue.Policies.ReaderLate;
        }
    }
}
