using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Security;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>One LDAP change: what a plan shows and what an execution sends, in one value, so that they cannot differ.</summary>
internal sealed record DirectoryChange
{
    public required PlannedChangeKind Kind { get; init; }

    public required KerberosServerPart Part { get; init; }

    public required string Dn { get; init; }

    /// <inheritdoc cref="PlannedChange.Right"/>
    public required string Right { get; init; }

    /// <summary>The attributes of an addition.</summary>
    public IReadOnlyList<LdapAttribute> Added { get; init; } = [];

    public IReadOnlyList<LdapChange> Changes { get; init; } = [];

    public IReadOnlyList<LdapControl> Controls { get; init; } = [];

    /// <summary>In place of a value that is a secret or that nobody could read.</summary>
    public PlannedAttribute? Instead { get; init; }

    /// <summary>The change for people.</summary>
    public PlannedChange Planned => new(Kind, Dn, [.. Shown()], Right);

    public static DirectoryChange Add(KerberosServerPart part, string dn, string right, params IReadOnlyList<LdapAttribute> attributes) =>
        new() { Kind = PlannedChangeKind.Add, Part = part, Dn = dn, Right = right, Added = attributes };

    public static DirectoryChange Modify(KerberosServerPart part, string dn, params IReadOnlyList<LdapChange> changes) => new()
    {
        Kind = PlannedChangeKind.Modify,
        Part = part,
        Dn = dn,
        Right = AdministratorRights.Write(changes.Select(change => change.Attribute), dn),
        Changes = changes,
    };

    /// <param name="shown">What a plan says of the password.</param>
    public static DirectoryChange ResetPassword(KerberosServerPart part, string dn, byte[] quoted, string shown) => new()
    {
        Kind = PlannedChangeKind.ResetPassword,
        Part = part,
        Dn = dn,
        Right = AdministratorRights.ResetPassword(dn),
        Changes = [LdapChange.Replace("unicodePwd", quoted)],
        Instead = new PlannedAttribute("unicodePwd", shown),
    };

    public static DirectoryChange Delete(KerberosServerPart part, string dn) =>
        new() { Kind = PlannedChangeKind.Delete, Part = part, Dn = dn, Right = AdministratorRights.Delete(dn) };

    /// <param name="kind">Grant or revoke.</param>
    /// <param name="dn">The object.</param>
    /// <param name="descriptor">Its access control list as it shall be, alone; null in a plan whose first changes make the list readable, so that it cannot be made yet.</param>
    /// <param name="entry">What is added or taken out, for people.</param>
    public static DirectoryChange ReplaceAccessList(PlannedChangeKind kind, string dn, SecurityDescriptor? descriptor, string entry) => new()
    {
        Kind = kind,
        Part = KerberosServerPart.User,
        Dn = dn,
        Right = AdministratorRights.ModifyPermissions(dn),
        Changes = descriptor is null ? [] : [LdapChange.Replace(SecurityDescriptorReading.Attribute, descriptor.ToBinary())],
        Controls = [SecurityDescriptorFlags.Dacl],
        Instead = new PlannedAttribute(SecurityDescriptorReading.Attribute, entry),
    };

    /// <summary>Makes the change. Null, or why not; a missing right is named with its object.</summary>
    public async Task<Refusal?> MakeAsync(DomainConnection connection, CancellationToken cancellationToken)
    {
        var refusal = Kind switch
        {
            PlannedChangeKind.Add => await connection.AddAsync(Dn, Added, Controls, cancellationToken).ConfigureAwait(false),
            PlannedChangeKind.Delete => await connection.DeleteAsync(Dn, cancellationToken).ConfigureAwait(false),
            _ => await connection.ModifyAsync(Dn, Changes, Controls, cancellationToken).ConfigureAwait(false),
        };
        return refusal?.Error == Catalogue.ActiveDirectory.InsufficientAccess ? new Refusal(refusal.Error, Right) : refusal;
    }

    /// <summary>The object as it stands after the change; null after a deletion.</summary>
    public LdapEntry? After(LdapEntry? before)
    {
        if (Kind == PlannedChangeKind.Delete)
            return null;
        var attributes = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in before?.Attributes ?? new Dictionary<string, IReadOnlyList<byte[]>>())
            attributes[name] = values;
        foreach (var attribute in Added)
            attributes[attribute.Name] = attribute.Values;
        foreach (var change in Changes)
            attributes[change.Attribute] = change.Values;
        return new LdapEntry(Dn, attributes);
    }

    private IEnumerable<PlannedAttribute> Shown()
    {
        if (Instead is not null)
            return [Instead];
        return Added.Select(attribute => new PlannedAttribute(attribute.Name, Text(attribute.Values)))
            .Concat(Changes.Select(change => new PlannedAttribute(change.Attribute, Text(change.Values))));
    }

    private static string Text(IReadOnlyList<byte[]> values) => values.Count == 0 ? "(none)" : string.Join("; ", values.Select(Encoding.UTF8.GetString));
}
