using System.Security.Cryptography;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Creation, repair and their plan: the design computes the first change that is needed from the objects as they are. An execution makes it and looks again, so that a run after a kill at any point completes the objects; a plan takes it for made.</summary>
internal sealed class KerberosServerCreating(DomainConnection connection, DomainFacts domain, KerberosServerSettings settings, KerberosServerNames names)
{
    // More than a whole creation has: a directory that does not keep what it was told is not asked for ever.
    private const int MaximumChanges = 24;

    private readonly KerberosServerSearch _search = new(connection);
    private readonly RevealGroupSearch _groups = new(connection);
    private readonly EncryptionInspection _encryption = new(connection);
    private bool _passwordIsSet;

    /// <summary>The change that the domain controller would not make, or null.</summary>
    public RefusedChange? LeftOut { get; private set; }

    /// <summary>All changes that an execution would make now.</summary>
    public async Task<Result<IReadOnlyList<PlannedChange>>> PlanAsync(CancellationToken cancellationToken)
    {
        if (!(await BeginAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var start, out var refusal))
            return refusal;

        var (design, parts) = start;
        var changes = new List<PlannedChange>();
        while (Next(design, parts) is { } change && changes.Count < MaximumChanges)
        {
            Note(change);
            changes.Add(change.Planned);
            parts = design.After(parts, change);
        }

        return changes;
    }

    /// <summary>Makes the changes, and says which it made.</summary>
    public async Task<Result<IReadOnlyList<PlannedChange>>> RunAsync(IProgress<PlannedChange>? made, CancellationToken cancellationToken)
    {
        if (!(await BeginAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var start, out var refusal))
            return refusal;

        var (design, parts) = start;
        var changes = new List<PlannedChange>();
        while (Next(design, parts) is { } change)
        {
            if (changes.Count == MaximumChanges)
                return new Refusal(Catalogue.KerberosServerObject.AnotherAdministrator, $"{change.Dn} does not stay as it was made");

            refusal = await change.MakeAsync(connection, cancellationToken).ConfigureAwait(false);
            if (refusal is null)
            {
                Note(change);
                changes.Add(change.Planned);
                made?.Report(changes[^1]);
            }
            else if (IsOptional(change, refusal))
            {
                LeftOut = new RefusedChange(change.Planned, refusal);
                design = design with { SiteServers = null };
            }
            else if (!IsRace(change, refusal))
            {
                return refusal;
            }

            if (!(await _search.FindAsync(names, cancellationToken).ConfigureAwait(false)).TryGet(out parts, out var unreadable))
                return unreadable;
            if (refusal is not null && IsRace(change, refusal))
            {
                if (Told(design, parts, change, refusal) is { } told)
                    return told;
            }
        }

        return changes;
    }

    // Only what has a name that somebody else can take, or can go away under our hands.
    private static bool IsRace(DirectoryChange change, Refusal refusal) => change.Kind == PlannedChangeKind.Add
        ? refusal.Error == Catalogue.ActiveDirectory.AlreadyExists
        : refusal.Error == Catalogue.ActiveDirectory.NoSuchObject;

    // Windows makes settings of a domain controller by another protocol only, and a child domain's administrators may not write sites: the key is then read with more rights.
    private static bool IsOptional(DirectoryChange change, Refusal refusal) =>
        change.Part is KerberosServerPart.Server or KerberosServerPart.Settings
        && (refusal.Error == Catalogue.ActiveDirectory.UnwillingToPerform || refusal.Error == Catalogue.ActiveDirectory.ConstraintViolation
            || refusal.Error == Catalogue.ActiveDirectory.InsufficientAccess || refusal.Error == Catalogue.ActiveDirectory.DirectoryRefused
            || refusal.Error == Catalogue.ActiveDirectory.ReferredElsewhere);

    // The container belongs to all Kerberos servers, so that it does not matter who made it. Whoever lost another object is told; and a name that is taken by what is not seen is foreign.
    private Refusal? Told(KerberosServerDesign design, KerberosServerParts parts, DirectoryChange change, Refusal refusal)
    {
        if (Next(design, parts) is { } again && again.Kind == change.Kind && again.Dn == change.Dn)
            return change.Kind == PlannedChangeKind.Add ? new Refusal(Catalogue.KerberosServerObject.ForeignObject, change.Dn) : refusal;
        return change.Part == KerberosServerPart.Container ? null : new Refusal(Catalogue.KerberosServerObject.AnotherAdministrator, change.Dn);
    }

    private async Task<Result<(KerberosServerDesign Design, KerberosServerParts Parts)>> BeginAsync(CancellationToken cancellationToken)
    {
        _passwordIsSet = settings.AccountPassword is null;
        if (!(await _search.FindAsync(names, cancellationToken).ConfigureAwait(false)).TryGet(out var parts, out var refusal))
            return refusal;
        if (parts.User is null && !connection.RootDse.SupportedControls.Contains(LdapControl.RodcDcPromo.Oid))
            return new Refusal(Catalogue.KerberosServerObject.RodcCreationUnsupported, connection.RootDse.DnsHostName);
        refusal = await _encryption.CheckAsync(cancellationToken).ConfigureAwait(false);
        if (refusal is not null || !(await WantedListsAsync(parts, cancellationToken).ConfigureAwait(false)).TryGet(out var lists, out refusal))
            return refusal;

        var places = new KerberosServerPlaces(connection.RootDse, names);
        return (new KerberosServerDesign(names, domain, places, lists.Allow, lists.Deny, places.SiteServersDn), parts);
    }

    private DirectoryChange? Next(KerberosServerDesign design, KerberosServerParts parts)
    {
        if (design.Next(parts) is { } change)
            return change;
        return _passwordIsSet || parts.Computer is null
            ? null
            : DirectoryChange.ResetPassword(KerberosServerPart.Computer, parts.Computer.Dn, DirectoryPassword.Quote(settings.AccountPassword!), "(the account's new password)");
    }

    // A password cannot be read back: once a run.
    private void Note(DirectoryChange change)
    {
        if (change.Kind != PlannedChangeKind.ResetPassword)
            return;
        _passwordIsSet = true;
        CryptographicOperations.ZeroMemory(change.Changes[0].Values[0]);
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
}
