using System.Security.Cryptography;
using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Creates, reads, rotates and removes Kerberos server objects in one domain, through a writable domain controller.</summary>
public sealed class KerberosServerObjects(DomainConnection connection, TimeProvider time)
{
    private const int Looks = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly KerberosServerSearch _search = new(connection);
    private readonly KerberosServerReading _reading = new(connection);
    private readonly DirectoryReader _domain = new(connection);

    /// <summary>
    /// How many keys of a krbtgt account a domain controller honours, the current one included: two on Windows, three on Samba (measured on 4.17).
    /// So many resets make a leaked key worthless.
    /// </summary>
    public int KeyGenerationsHonoured => connection.RootDse.VendorName?.StartsWith("Samba", StringComparison.OrdinalIgnoreCase) == true ? 3 : 2;

    /// <summary>What <see cref="CreateAsync"/> would change, in order; empty when everything is right already. The same code, writing nothing.</summary>
    public Task<Result<IReadOnlyList<PlannedChange>>> PlanAsync(KerberosServerSettings settings, CancellationToken cancellationToken = default) =>
        Task.FromResult<Result<IReadOnlyList<PlannedChange>>>(new Refusal(Catalogue.General.Uninitialised, connection.RootDse.DnsHostName));

    /// <summary>What <see cref="RotateAsync"/> would change. Writes nothing.</summary>
    public Task<Result<IReadOnlyList<PlannedChange>>> PlanRotationAsync(string name, int times = 1, CancellationToken cancellationToken = default) =>
        Task.FromResult<Result<IReadOnlyList<PlannedChange>>>(new Refusal(Catalogue.General.Uninitialised, connection.RootDse.DnsHostName));

    /// <summary>What <see cref="RemoveAsync"/> would delete, in order; empty when there is nothing. Writes nothing.</summary>
    public Task<Result<IReadOnlyList<PlannedChange>>> PlanRemovalAsync(string name, CancellationToken cancellationToken = default) =>
        Task.FromResult<Result<IReadOnlyList<PlannedChange>>>(new Refusal(Catalogue.General.Uninitialised, connection.RootDse.DnsHostName));

    /// <summary>Creates the objects; run again, it repairs what is missing or wrong and leaves the rest alone.</summary>
    public async Task<Result<KerberosServerCreation>> CreateAsync(KerberosServerSettings settings, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default)
    {
        if (!KerberosServerNames.Parse(settings.Name).TryGet(out var names, out var refusal)
            || !(await _domain.ReadDomainAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var domain, out refusal))
            return refusal;

        var creating = new KerberosServerCreating(connection, domain, settings, names);
        if (await creating.RunAsync(cancellationToken).ConfigureAwait(false) is { } failed)
            return failed;
        return (await ReadAsync(names, domain, cancellationToken).ConfigureAwait(false)).TryGet(out var server, out refusal)
            ? new KerberosServerCreation(server, [.. creating.Steps.Select(step => new PlannedChange(PlannedChangeKind.Modify, step, [], ""))])
            : refusal;
    }

    /// <summary>Reads the object; <c>KW1501</c> when there is none, <c>KW1502</c> when only a part of it exists.</summary>
    public async Task<Result<KerberosServerDescription>> ReadAsync(string name = KerberosServerNames.DefaultName, CancellationToken cancellationToken = default)
    {
        if (!KerberosServerNames.Parse(name).TryGet(out var names, out var refusal)
            || !(await _domain.ReadDomainAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var domain, out refusal))
            return refusal;
        return await ReadAsync(names, domain, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the domain choose a new key, and returns when the key version has moved. The DC ignores the password that it is given and takes a random one.</summary>
    public async Task<Result<KerberosServerDescription>> RotateAsync(string name, int times = 1, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default)
    {
        if (!KerberosServerNames.Parse(name).TryGet(out var names, out var refusal)
            || !(await _domain.ReadDomainAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var domain, out refusal)
            || !(await ReadAsync(names, domain, cancellationToken).ConfigureAwait(false)).TryGet(out var before, out refusal))
            return refusal;

        var password = RandomPassword();
        var reset = await connection.ModifyAsync(before.UserAccount, [LdapChange.Replace("unicodePwd", password)], cancellationToken).ConfigureAwait(false);
        CryptographicOperations.ZeroMemory(password);
        if (reset is not null)
            return reset;

        for (var i = 0; i < Looks; i++)
        {
            if (!(await ReadAsync(names, domain, cancellationToken).ConfigureAwait(false)).TryGet(out var after, out refusal))
                return refusal;
            if (after.TicketKeyVersion != before.TicketKeyVersion)
                return after;
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }

        return new Refusal(Catalogue.KerberosServerObject.VersionDidNotMove, before.UserAccount);
    }

    /// <summary>Removes every object of the Kerberos server that is there: the krbtgt account first, so that no ticket outlives the others, and the service connection point last, because a second run finds moved objects by it.</summary>
    public async Task<Result<KerberosServerRemoval>> RemoveAsync(string name, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default)
    {
        if (!KerberosServerNames.Parse(name).TryGet(out var names, out var refusal)
            || !(await _search.FindAsync(names, cancellationToken).ConfigureAwait(false)).TryGet(out var parts, out refusal))
            return refusal;

        var removed = new List<string>();
        foreach (var entry in new[] { parts.User, parts.Computer, parts.ConnectionPoint }.OfType<LdapEntry>())
        {
            var deleted = await connection.DeleteAsync(entry.Dn, cancellationToken).ConfigureAwait(false);
            if (deleted is null)
                removed.Add(entry.Dn);
            else if (deleted.Error != Catalogue.ActiveDirectory.NoSuchObject)
                return deleted;
        }

        if (parts.ConnectionPoint is not null && await DeleteEmptyAsync(_search.ConnectionPointContainerDn, cancellationToken).ConfigureAwait(false))
            removed.Add(_search.ConnectionPointContainerDn);
        return new KerberosServerRemoval(removed);
    }

    // The container may hold what is not ours; an empty one that stays behind does no harm.
    private async Task<bool> DeleteEmptyAsync(string dn, CancellationToken cancellationToken)
    {
        var children = await connection.SearchAsync(new LdapSearch(dn, LdapScope.OneLevel, LdapFilter.Any, "cn"), cancellationToken).ConfigureAwait(false);
        return children.TryGet(out var found, out _) && found.Count == 0
            && await connection.DeleteAsync(dn, cancellationToken).ConfigureAwait(false) is null;
    }

    private async Task<Result<KerberosServerDescription>> ReadAsync(KerberosServerNames names, DomainFacts domain, CancellationToken cancellationToken) =>
        (await _search.FindAsync(names, cancellationToken).ConfigureAwait(false)).TryGet(out var parts, out var refusal)
            ? await _reading.DescribeAsync(parts, domain, cancellationToken).ConfigureAwait(false)
            : refusal;

    // [MS-ADTS] 3.1.1.3.1.5.1: quoted, UTF-16. The letters around it satisfy any complexity rule.
    private static byte[] RandomPassword() =>
        Encoding.Unicode.GetBytes($"\"aZ1-{Convert.ToBase64String(RandomNumberGenerator.GetBytes(64))}\"");
}
