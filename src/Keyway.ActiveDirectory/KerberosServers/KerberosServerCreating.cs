using System.Globalization;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>One run of creation or repair. Each step looks first and changes only what is not right, so that a run after a kill at any point completes the objects.</summary>
internal sealed class KerberosServerCreating(DomainConnection connection, DomainFacts domain, KerberosServerSettings settings, KerberosServerNames names)
{
    private const UserAccountControl ComputerControl =
        UserAccountControl.WorkstationTrust | UserAccountControl.TrustedToAuthenticateForDelegation | UserAccountControl.PartialSecrets;

    // NORMAL_ACCOUNT, disabled: nobody signs in as it.
    private const UserAccountControl UserControl = UserAccountControl.NormalAccount | UserAccountControl.AccountDisabled;

    private readonly KerberosServerSearch _search = new(connection);
    private readonly RevealGroupSearch _groups = new(connection);
    private readonly List<string> _steps = [];

    /// <summary>The changes that were made, in order.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>The steps; null when all held.</summary>
    public async Task<Refusal?> RunAsync(CancellationToken cancellationToken)
    {
        if (!(await _search.FindAsync(names, cancellationToken).ConfigureAwait(false)).TryGet(out var parts, out var refusal))
            return refusal;

        Func<KerberosServerParts, CancellationToken, Task<Refusal?>>[] steps = [MakeComputerAsync, MakeUserAsync, LinkAsync, MakeConnectionPointAsync];
        foreach (var step in steps)
        {
            if (await step(parts, cancellationToken).ConfigureAwait(false) is { } failed)
                return failed;
            if (!(await _search.FindAsync(names, cancellationToken).ConfigureAwait(false)).TryGet(out parts, out refusal))
                return refusal;
        }

        return null;
    }

    private async Task<Refusal?> MakeComputerAsync(KerberosServerParts parts, CancellationToken cancellationToken)
    {
        if (!(await WantedListsAsync(parts, cancellationToken).ConfigureAwait(false)).TryGet(out var lists, out var refusal))
            return refusal;
        if (parts.Computer is { } computer)
            return await RepairComputerAsync(parts, computer, lists, cancellationToken).ConfigureAwait(false);

        // With both lists in the one operation there is no moment at which someone is allowed and nobody denied.
        // primaryGroupID is not sent: the domain controller derives 521 and refuses to be told.
        List<LdapAttribute> attributes =
        [
            new("objectClass", "computer"),
            new("sAMAccountName", names.ComputerAccountName),
            new("userAccountControl", Number((long)ComputerControl)),
            new("dNSHostName", $"{names.Name}.{domain.DnsName}"),
            new("msDS-SupportedEncryptionTypes", "28"),
            new(KerberosServerAttributes.Deny, lists.Deny.Select(group => group.Dn)),
            new(KerberosServerAttributes.Allow, lists.Allow.Select(group => group.Dn)),
        ];
        return Note(await connection.AddAsync(_search.ComputerDn(names), attributes, cancellationToken: cancellationToken).ConfigureAwait(false), $"added {_search.ComputerDn(names)}");
    }

    private async Task<Refusal?> RepairComputerAsync(KerberosServerParts parts, LdapEntry computer, (IReadOnlyList<RevealGroup> Allow, IReadOnlyList<RevealGroup> Deny) lists, CancellationToken cancellationToken)
    {
        var changes = new List<LdapChange>();
        if (!parts.Control.HasFlag(UserAccountControl.PartialSecrets | UserAccountControl.WorkstationTrust) || parts.Control.HasFlag(UserAccountControl.AccountDisabled))
            changes.Add(LdapChange.Replace("userAccountControl", Number((long)ComputerControl)));
        if (!Same(parts.Deny, lists.Deny))
            changes.Add(LdapChange.Replace(KerberosServerAttributes.Deny, lists.Deny.Select(group => group.Dn)));
        if (!Same(parts.Allow, lists.Allow))
            changes.Add(LdapChange.Replace(KerberosServerAttributes.Allow, lists.Allow.Select(group => group.Dn)));
        return changes.Count == 0
            ? null
            : Note(await connection.ModifyAsync(computer.Dn, changes, cancellationToken).ConfigureAwait(false), $"changed {computer.Dn}: {string.Join(", ", changes.Select(change => change.Attribute))}");
    }

    private async Task<Result<(IReadOnlyList<RevealGroup> Allow, IReadOnlyList<RevealGroup> Deny)>> WantedListsAsync(KerberosServerParts parts, CancellationToken cancellationToken)
    {
        var allow = parts.Allow;
        if (settings.AllowGroups is { } allowNames && !(await _groups.ResolveAsync(allowNames, cancellationToken).ConfigureAwait(false)).TryGet(out allow, out var refusal))
            return refusal;
        if (allow.Count == 0)
            return Catalogue.KerberosServerObject.AllowListRequired;

        var deny = parts.Deny;
        var resolved = settings.DenyGroups is { } denyNames ? await _groups.ResolveAsync(denyNames, cancellationToken).ConfigureAwait(false)
            : deny.Count == 0 ? await _groups.DefaultDenyAsync(domain.Sid, cancellationToken).ConfigureAwait(false)
            : new Result<IReadOnlyList<RevealGroup>>?();
        if (resolved is { } result && !result.TryGet(out deny, out refusal))
            return refusal;
        return (allow, deny);
    }

    private async Task<Refusal?> MakeUserAsync(KerberosServerParts parts, CancellationToken cancellationToken)
    {
        if (parts.User is not null)
            return null;
        if (!connection.RootDse.SupportedControls.Contains(LdapControl.RodcDcPromo.Oid))
            return new Refusal(Catalogue.KerberosServerObject.RodcCreationUnsupported, connection.RootDse.DnsHostName);

        // Neither account name nor password is sent: the domain controller chooses number, krbtgt_number and key.
        List<LdapAttribute> attributes =
        [
            new("objectClass", "user"),
            new("userAccountControl", Number((long)UserControl)),
            new("showInAdvancedViewOnly", "TRUE"),
            new("description", $"Key of the Kerberos server {names.Name}"),
        ];
        var dn = _search.UserDn(names);
        return Note(await connection.AddAsync(dn, attributes, [LdapControl.RodcDcPromo], cancellationToken).ConfigureAwait(false), $"added {dn}");
    }

    private async Task<Refusal?> LinkAsync(KerberosServerParts parts, CancellationToken cancellationToken)
    {
        if (parts.Linked)
            return null;
        if (parts.Computer is null || parts.User is null)
            return new Refusal(Catalogue.KerberosServerObject.Incomplete, "an object vanished while it was made: is someone else at work?");
        var change = LdapChange.Replace(KerberosServerAttributes.Link, parts.User.Dn);
        return Note(await connection.ModifyAsync(parts.Computer.Dn, [change], cancellationToken).ConfigureAwait(false), $"linked {parts.Computer.Dn} to {parts.User.Dn}");
    }

    private async Task<Refusal?> MakeConnectionPointAsync(KerberosServerParts parts, CancellationToken cancellationToken)
    {
        if (KerberosServerParts.SidOf(parts.User) is not { } user || KerberosServerParts.SidOf(parts.Computer) is not { } computer
            || parts.User?.Integer(KerberosServerAttributes.Number) is not (>= 1 and <= ushort.MaxValue and var id))
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "the domain controller made a krbtgt account without a number");

        var wanted = ConnectionPointKeywords.For((int)id, user, computer);
        if (parts.ConnectionPoint is { } point)
        {
            var present = point.Texts(KerberosServerAttributes.Keywords);
            var merged = ConnectionPointKeywords.Merge(present, wanted);
            return ConnectionPointKeywords.Same(present, merged)
                ? null
                : Note(await connection.ModifyAsync(point.Dn, [LdapChange.Replace(KerberosServerAttributes.Keywords, merged)], cancellationToken).ConfigureAwait(false), $"changed {point.Dn}: keywords");
        }

        var container = _search.ConnectionPointContainerDn;
        var made = await connection.AddAsync(container, [new("objectClass", "container")], cancellationToken: cancellationToken).ConfigureAwait(false);
        if (made is not null && made.Error != Catalogue.ActiveDirectory.AlreadyExists)
            return made;
        if (made is null)
            _steps.Add($"added {container}");

        var dn = _search.ConnectionPointDn(names);
        List<LdapAttribute> attributes = [new("objectClass", "serviceConnectionPoint"), new(KerberosServerAttributes.Keywords, wanted)];
        return Note(await connection.AddAsync(dn, attributes, cancellationToken: cancellationToken).ConfigureAwait(false), $"added {dn}");
    }

    private static bool Same(IReadOnlyList<RevealGroup> left, IReadOnlyList<RevealGroup> right) =>
        left.Select(group => group.Sid).ToHashSet().SetEquals(right.Select(group => group.Sid));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private Refusal? Note(Refusal? refusal, string step)
    {
        if (refusal is null)
            _steps.Add(step);
        return refusal;
    }
}
