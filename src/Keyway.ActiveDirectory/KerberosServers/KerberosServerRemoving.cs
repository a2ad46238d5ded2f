using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>
/// The deletions of a Kerberos server: the krbtgt account first, so that no ticket outlives the others, the settings before the server object and both before the
/// computer that they name, and the service connection point last, because a second run finds moved objects by it.
/// </summary>
internal sealed class KerberosServerRemoving(DomainConnection connection)
{
    private readonly KerberosServerSearch _search = new(connection);

    /// <summary>The deletions, in order; none when there is nothing.</summary>
    public async Task<Result<IReadOnlyList<DirectoryChange>>> PlanAsync(KerberosServerNames names, CancellationToken cancellationToken)
    {
        if (!(await _search.FindAsync(names, cancellationToken).ConfigureAwait(false)).TryGet(out var parts, out var refusal))
            return refusal;

        var changes = new List<DirectoryChange>();
        AddIfThere(changes, KerberosServerPart.User, parts.User);
        if (parts.Server is not null)
        {
            if (!(await BelowAsync(parts.Server.Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var below, out refusal))
                return refusal;
            changes.AddRange(below.OrderByDescending(DistinguishedName.DepthOf).Select(dn => DirectoryChange.Delete(KerberosServerPart.Settings, dn)));
            AddIfThere(changes, KerberosServerPart.Server, parts.Server);
        }

        AddIfThere(changes, KerberosServerPart.Computer, parts.Computer);
        AddIfThere(changes, KerberosServerPart.ConnectionPoint, parts.ConnectionPoint);

        // The container may hold what is not ours.
        if (parts.Container is { } container && parts.ConnectionPoint is { } point
            && (await BelowAsync(container.Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var content, out _)
            && content.All(dn => dn.Equals(point.Dn, StringComparison.OrdinalIgnoreCase)))
            AddIfThere(changes, KerberosServerPart.Container, container);
        return changes;
    }

    public async Task<Result<KerberosServerRemoval>> RunAsync(KerberosServerNames names, IProgress<PlannedChange>? made, CancellationToken cancellationToken)
    {
        if (!(await PlanAsync(names, cancellationToken).ConfigureAwait(false)).TryGet(out var changes, out var refusal))
            return refusal;

        var removed = new List<string>();
        foreach (var change in changes)
        {
            refusal = await change.MakeAsync(connection, cancellationToken).ConfigureAwait(false);
            if (refusal is null)
            {
                removed.Add(change.Dn);
                made?.Report(change.Planned);
            }
            else if (refusal.Error != Catalogue.ActiveDirectory.NoSuchObject && change.Part != KerberosServerPart.Container)
            {
                // An empty container that stays behind does no harm; somebody may just have put something into it.
                return refusal;
            }
        }

        return new KerberosServerRemoval(removed);
    }

    private static void AddIfThere(List<DirectoryChange> changes, KerberosServerPart part, LdapEntry? entry)
    {
        if (entry is not null)
            changes.Add(DirectoryChange.Delete(part, entry.Dn));
    }

    private async Task<Result<IReadOnlyList<string>>> BelowAsync(string dn, CancellationToken cancellationToken)
    {
        var search = new LdapSearch(dn, LdapScope.Subtree, LdapFilter.Any, "cn");
        return (await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal)
            ? found.Select(entry => entry.Dn).Where(found => !found.Equals(dn, StringComparison.OrdinalIgnoreCase)).ToList()
            : refusal;
    }
}
