using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Security;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Delegation;

/// <summary>
/// The container of a domain's deleted objects, and who may see into it. It belongs to SYSTEM and shows its access control list to nobody else, until someone takes its
/// ownership; administrators may, by their privilege.
/// </summary>
internal sealed class DeletedObjects
{
    /// <summary>List Contents and Read Property: with them DirSync tells of deletions.</summary>
    public const AccessMask Sight = AccessMask.ListChildren | AccessMask.ReadProperty;

    public const string SightInWords = "List contents, Read all properties";

    private static readonly SecurityIdentifier Administrators = SecurityIdentifier.Parse("S-1-5-32-544").Value;

    private DeletedObjects(string dn, SecurityDescriptor? descriptor)
    {
        Dn = dn;
        Descriptor = descriptor;
    }

    public string Dn { get; }

    /// <summary>Null when this account is not shown its access control list.</summary>
    public SecurityDescriptor? Descriptor { get; }

    /// <summary>Makes the administrators its owner, who may then read and write its access control list ([MS-DTYP] 2.5.3.2). Of a descriptor that is written so, only the owner counts.</summary>
    public DirectoryChange TakeOwnership => new()
    {
        Kind = PlannedChangeKind.TakeOwnership,
        Part = KerberosServerPart.User,
        Dn = Dn,
        Right = $"Take ownership of files or other objects (a privilege of Administrators), for {Dn}",
        Changes = [LdapChange.Replace(SecurityDescriptorReading.Attribute, new SecurityDescriptor { Owner = Administrators }.ToBinary())],
        Controls = [SecurityDescriptorFlags.Owner, LdapControl.ShowDeleted],
        Instead = new PlannedAttribute("owner", @"BUILTIN\Administrators, since the owner until now (by default SYSTEM) alone is shown the access control list"),
    };

    /// <inheritdoc cref="DirectoryChange.ReplaceAccessList"/>
    public DirectoryChange ReplaceAccessList(PlannedChangeKind kind, SecurityDescriptor? descriptor, string entry) =>
        DirectoryChange.ReplaceAccessList(kind, Dn, descriptor, entry) with { Controls = [SecurityDescriptorFlags.Dacl, LdapControl.ShowDeleted] };

    /// <summary>One request.</summary>
    public static async Task<Result<DeletedObjects>> ReadAsync(DomainConnection connection, CancellationToken cancellationToken)
    {
        var dn = "CN=Deleted Objects," + connection.RootDse.DomainDn;
        var search = new LdapSearch(dn, LdapScope.Base, LdapFilter.Any, SecurityDescriptorReading.Attribute) { Controls = [SecurityDescriptorFlags.OwnerAndDacl, LdapControl.ShowDeleted] };
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
            return refusal.Error == Catalogue.ActiveDirectory.NoSuchObject || refusal.Error == Catalogue.ActiveDirectory.InsufficientAccess ? new DeletedObjects(dn, null) : refusal;
        if (found is not [var entry, ..] || entry.Bytes(SecurityDescriptorReading.Attribute) is not { } bytes)
            return new DeletedObjects(dn, null);
        if (!SecurityDescriptor.Parse(bytes).TryGet(out var descriptor, out refusal))
            return new Refusal(refusal.Error, $"{refusal.Detail} of {dn}");

        // A list that is held back looks like one that everybody passes; only the control word tells them apart.
        return new DeletedObjects(dn, descriptor.Control.HasFlag(SecurityDescriptorControl.DaclPresent) ? descriptor : null);
    }
}
