using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.DeviceRegistration;

/// <summary>
/// The service connection point in the forest's configuration, by which computers find the tenant to join: the vendor's object, with keywords of ours beside the vendor's. Keywords
/// of others are kept. Every account of the forest reads it; Enterprise Admins write it.
/// </summary>
public sealed class ServiceConnectionPoint(DomainConnection connection)
{
    private const string Name = "62a0ff2e-97b9-4513-943f-0d221bd30080";
    private const string Keywords = "keywords";

    /// <summary>Distinguished name of the object.</summary>
    public string Dn => $"CN={Name},{ContainerDn}";

    private string ContainerDn => $"CN=Device Registration Configuration,{ServicesDn}";

    private string ServicesDn => $"CN=Services,{connection.RootDse.ConfigurationDn}";

    /// <summary>Reads it.</summary>
    /// <returns>What it says, or <see cref="Catalogue.ActiveDirectory.RegistrationPointMissing"/>, <see cref="Catalogue.ActiveDirectory.RegistrationPointMalformed"/>.</returns>
    public async Task<Result<RegistrationPoint>> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (!(await FindAsync(Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
            return refusal;
        return found is [var entry, ..]
            ? RegistrationKeywords.Parse(entry.Texts(Keywords))
            : new Refusal(Catalogue.ActiveDirectory.RegistrationPointMissing, Dn);
    }

    /// <summary>What <see cref="WriteAsync"/> would change; empty when everything is there. Writes nothing.</summary>
    /// <param name="replace">Takes over a point of another tenant, and one that contradicts itself.</param>
    public async Task<Result<IReadOnlyList<PlannedChange>>> PlanAsync(RegistrationPoint point, bool replace, CancellationToken cancellationToken = default) =>
        Planned(await ChangesAsync(point, replace, cancellationToken).ConfigureAwait(false));

    /// <summary>Makes the point say this and nothing else of its kind; run again it changes nothing.</summary>
    /// <returns>The changes that were made.</returns>
    /// <inheritdoc cref="PlanAsync"/>
    public Task<Result<IReadOnlyList<PlannedChange>>> WriteAsync(
        RegistrationPoint point, bool replace, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default) =>
        MakeAsync(() => ChangesAsync(point, replace, cancellationToken), made, cancellationToken);

    /// <summary>What <see cref="RemoveAsync"/> would change; empty when nothing of ours is there. Writes nothing.</summary>
    /// <param name="replace">Removes a point that names no identity server of ours, too.</param>
    public async Task<Result<IReadOnlyList<PlannedChange>>> PlanRemovalAsync(bool replace, CancellationToken cancellationToken = default) =>
        Planned(await RemovalsAsync(replace, cancellationToken).ConfigureAwait(false));

    /// <summary>Takes out what <see cref="WriteAsync"/> wrote, and the object with it when nobody else has a keyword there. The container stays.</summary>
    /// <returns>The changes that were made.</returns>
    /// <inheritdoc cref="PlanRemovalAsync"/>
    public Task<Result<IReadOnlyList<PlannedChange>>> RemoveAsync(bool replace, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default) =>
        MakeAsync(() => RemovalsAsync(replace, cancellationToken), made, cancellationToken);

    private async Task<Result<IReadOnlyList<DirectoryChange>>> ChangesAsync(RegistrationPoint point, bool replace, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
            return refusal;
        var wanted = RegistrationKeywords.For(point);
        if (found is not [var entry, ..])
        {
            if (!(await FindAsync(ContainerDn, cancellationToken).ConfigureAwait(false)).TryGet(out var container, out refusal))
                return refusal;
            var changes = new List<DirectoryChange>();
            if (container.Count == 0)
                changes.Add(DirectoryChange.Add(KerberosServerPart.Container, ContainerDn, AdministratorRights.Create("container", ServicesDn), new LdapAttribute("objectClass", "container")));
            changes.Add(DirectoryChange.Add(
                KerberosServerPart.ConnectionPoint, Dn, AdministratorRights.Create("serviceConnectionPoint", ContainerDn),
                new LdapAttribute("objectClass", "serviceConnectionPoint"), new LdapAttribute(Keywords, wanted)));
            return changes;
        }

        var present = entry.Texts(Keywords);
        if (!replace && FindObstacle(present, point.TenantId) is { } obstacle)
            return obstacle;
        return Changed(present, wanted);
    }

    private async Task<Result<IReadOnlyList<DirectoryChange>>> RemovalsAsync(bool replace, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
            return refusal;
        if (found is not [var entry, ..])
            return new List<DirectoryChange>();
        var present = entry.Texts(Keywords);
        if (!replace && !RegistrationKeywords.NameServer(present) && present.Any(RegistrationKeywords.IsOurs))
            return new Refusal(Catalogue.ActiveDirectory.RegistrationPointForeign, "it names no identity server of Keyway");
        return present.All(RegistrationKeywords.IsOurs)
            ? new List<DirectoryChange> { DirectoryChange.Delete(KerberosServerPart.ConnectionPoint, Dn) }
            : Changed(present, []);
    }

    private static Refusal? FindObstacle(IReadOnlyList<string> present, Guid tenant)
    {
        if (!present.Any(RegistrationKeywords.IsOurs))
            return null;
        if (RegistrationKeywords.TenantsIn(present).FirstOrDefault(id => !Guid.TryParse(id, out var named) || named != tenant) is { } other)
            return new Refusal(Catalogue.ActiveDirectory.RegistrationPointForeign, other);
        return RegistrationKeywords.Parse(present).TryGet(out _, out var malformed) ? null : malformed;
    }

    // Value by value, not the attribute as a whole: what others write at the same moment stays.
    private List<DirectoryChange> Changed(IReadOnlyList<string> present, IReadOnlyList<string> wanted)
    {
        var gone = present.Where(keyword => RegistrationKeywords.IsOurs(keyword) && !wanted.Contains(keyword, StringComparer.Ordinal)).ToList();
        var added = wanted.Where(keyword => !present.Contains(keyword, StringComparer.Ordinal)).ToList();
        if (gone.Count == 0 && added.Count == 0)
            return [];
        LdapChange[] changes =
        [
            .. gone.Count > 0 ? [LdapChange.Delete(Keywords, gone)] : Array.Empty<LdapChange>(),
            .. added.Count > 0 ? [LdapChange.Add(Keywords, added)] : Array.Empty<LdapChange>(),
        ];
        return
        [
            DirectoryChange.Modify(KerberosServerPart.ConnectionPoint, Dn, changes) with
            {
                Right = AdministratorRights.Write([Keywords], Dn),
                Instead = new PlannedAttribute(Keywords, string.Join("; ", gone.Select(keyword => "without " + keyword).Concat(added.Select(keyword => "with " + keyword)))),
            },
        ];
    }

    private async Task<Result<IReadOnlyList<PlannedChange>>> MakeAsync(
        Func<Task<Result<IReadOnlyList<DirectoryChange>>>> plan, IProgress<PlannedChange>? made, CancellationToken cancellationToken)
    {
        if (!(await plan().ConfigureAwait(false)).TryGet(out var changes, out var refusal))
            return refusal;
        foreach (var change in changes)
        {
            refusal = await change.MakeAsync(connection, cancellationToken).ConfigureAwait(false);
            if (refusal is not null)
                return refusal;
            made?.Report(change.Planned);
        }

        if (changes.Count > 0 && (!(await plan().ConfigureAwait(false)).TryGet(out var left, out refusal) || left.Count > 0))
            return refusal ?? new Refusal(Catalogue.ActiveDirectory.ChangedMeanwhile, Dn);
        return changes.Select(change => change.Planned).ToList();
    }

    private async Task<Result<IReadOnlyList<LdapEntry>>> FindAsync(string dn, CancellationToken cancellationToken)
    {
        var found = await connection.SearchAsync(new LdapSearch(dn, LdapScope.Base, LdapFilter.Any, Keywords), cancellationToken).ConfigureAwait(false);
        if (found.TryGet(out var entries, out var refusal))
            return new List<LdapEntry>(entries);
        return refusal.Error == Catalogue.ActiveDirectory.NoSuchObject ? new List<LdapEntry>() : refusal;
    }

    private static Result<IReadOnlyList<PlannedChange>> Planned(Result<IReadOnlyList<DirectoryChange>> result) =>
        result.TryGet(out var changes, out var refusal) ? changes.Select(change => change.Planned).ToList() : refusal;
}
