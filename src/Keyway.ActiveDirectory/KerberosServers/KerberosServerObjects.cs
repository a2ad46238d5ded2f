using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Creates, reads, rotates and removes Kerberos server objects in one domain, through a writable domain controller.</summary>
public sealed class KerberosServerObjects(DomainConnection connection, TimeProvider time)
{
    private readonly KerberosServerSearch _search = new(connection);
    private readonly KerberosServerReading _reading = new(connection);
    private readonly KerberosServerRemoving _removing = new(connection);
    private readonly KerberosServerRotating _rotating = new(connection, time);
    private readonly DirectoryReader _domain = new(connection);

    /// <summary>
    /// How many keys of a krbtgt account a domain controller honours, the current one included: two on Windows, three on Samba (measured on 4.17).
    /// So many resets make a leaked key worthless.
    /// </summary>
    public int KeyGenerationsHonoured => connection.RootDse.VendorName?.StartsWith("Samba", StringComparison.OrdinalIgnoreCase) == true ? 3 : 2;

    /// <summary>What <see cref="CreateAsync"/> would change, in order; empty when everything is right already. The same code, writing nothing.</summary>
    public async Task<Result<IReadOnlyList<PlannedChange>>> PlanAsync(KerberosServerSettings settings, CancellationToken cancellationToken = default) =>
        (await PrepareAsync(settings.Name, cancellationToken).ConfigureAwait(false)).TryGet(out var prepared, out var refusal)
            ? await new KerberosServerCreating(connection, prepared.Domain, settings, prepared.Names).PlanAsync(cancellationToken).ConfigureAwait(false)
            : refusal;

    /// <summary>
    /// Creates the objects; run again, it repairs what is missing or wrong and leaves the rest alone. Refusals: a missing right is <c>KW1410</c> with the right and its object,
    /// a lost race <c>KW1510</c>, a domain without AES256 <c>KW1509</c>.
    /// </summary>
    /// <param name="settings">What shall be.</param>
    /// <param name="made">Told of each change right after it was made, before the next one.</param>
    /// <param name="cancellationToken">Ends it between two changes.</param>
    public async Task<Result<KerberosServerCreation>> CreateAsync(KerberosServerSettings settings, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default)
    {
        if (!(await PrepareAsync(settings.Name, cancellationToken).ConfigureAwait(false)).TryGet(out var prepared, out var refusal))
            return refusal;

        var creating = new KerberosServerCreating(connection, prepared.Domain, settings, prepared.Names);
        if (!(await creating.RunAsync(made, cancellationToken).ConfigureAwait(false)).TryGet(out var changes, out refusal)
            || !(await ReadAsync(prepared, cancellationToken).ConfigureAwait(false)).TryGet(out var server, out refusal))
            return refusal;
        return new KerberosServerCreation(server, changes) { LeftOut = creating.LeftOut };
    }

    /// <summary>Reads the object; <c>KW1501</c> when there is none, <c>KW1502</c> when only a part of it exists.</summary>
    public async Task<Result<KerberosServerDescription>> ReadAsync(string name = KerberosServerNames.DefaultName, CancellationToken cancellationToken = default) =>
        (await PrepareAsync(name, cancellationToken).ConfigureAwait(false)).TryGet(out var prepared, out var refusal)
            ? await ReadAsync(prepared, cancellationToken).ConfigureAwait(false)
            : refusal;

    /// <summary>What <see cref="RotateAsync"/> would change. Writes nothing.</summary>
    public async Task<Result<IReadOnlyList<PlannedChange>>> PlanRotationAsync(string name, int times = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return (await ReadAsync(name, cancellationToken).ConfigureAwait(false)).TryGet(out var server, out var refusal)
            ? KerberosServerRotating.Plan(server, times)
            : refusal;
    }

    /// <summary>Makes the domain choose a new key, so many times in a row, and returns when the version of each has moved; <c>KW1510</c> when it moved by more.</summary>
    /// <param name="name">The Kerberos server.</param>
    /// <param name="times">1 for a rotation; <see cref="KeyGenerationsHonoured"/> for a leaked key.</param>
    /// <param name="made">Told of each reset right after it was made, before the next one.</param>
    /// <param name="cancellationToken">Ends it between two resets.</param>
    public async Task<Result<KerberosServerDescription>> RotateAsync(string name, int times = 1, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        if (!(await PrepareAsync(name, cancellationToken).ConfigureAwait(false)).TryGet(out var prepared, out var refusal)
            || !(await ReadAsync(prepared, cancellationToken).ConfigureAwait(false)).TryGet(out var before, out refusal))
            return refusal;
        return await _rotating.RunAsync(before, times, made, cancellationToken).ConfigureAwait(false) is { } failed
            ? failed
            : await ReadAsync(prepared, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What <see cref="RemoveAsync"/> would delete, in order; empty when there is nothing. Writes nothing.</summary>
    public async Task<Result<IReadOnlyList<PlannedChange>>> PlanRemovalAsync(string name, CancellationToken cancellationToken = default)
    {
        if (!KerberosServerNames.Parse(name).TryGet(out var names, out var refusal)
            || !(await _removing.PlanAsync(names, cancellationToken).ConfigureAwait(false)).TryGet(out var changes, out refusal))
            return refusal;
        return changes.Select(change => change.Planned).ToList();
    }

    /// <summary>Removes every object of the Kerberos server that is there. Killed at any point, it is run again.</summary>
    public async Task<Result<KerberosServerRemoval>> RemoveAsync(string name, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default) =>
        KerberosServerNames.Parse(name).TryGet(out var names, out var refusal)
            ? await _removing.RunAsync(names, made, cancellationToken).ConfigureAwait(false)
            : refusal;

    private async Task<Result<(KerberosServerNames Names, DomainFacts Domain)>> PrepareAsync(string name, CancellationToken cancellationToken)
    {
        if (!KerberosServerNames.Parse(name).TryGet(out var names, out var refusal)
            || !(await _domain.ReadDomainAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var domain, out refusal))
            return refusal;
        return (names, domain);
    }

    private async Task<Result<KerberosServerDescription>> ReadAsync((KerberosServerNames Names, DomainFacts Domain) prepared, CancellationToken cancellationToken) =>
        (await _search.FindAsync(prepared.Names, cancellationToken).ConfigureAwait(false)).TryGet(out var parts, out var refusal)
            ? await _reading.DescribeAsync(parts, prepared.Domain, cancellationToken).ConfigureAwait(false)
            : refusal;
}
