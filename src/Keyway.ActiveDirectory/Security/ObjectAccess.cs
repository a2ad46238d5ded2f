using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Security;

/// <summary>
/// Whether a token has a right on an object, by its security descriptor ([MS-ADTS] 5.1.3.3). Privileges, such as that to take ownership, are not weighed, and conditions are
/// not evaluated: an entry that may grant is taken to grant, one that may deny is not taken to deny.
/// </summary>
/// <param name="descriptor">The object's, with owner.</param>
/// <param name="self">The object's own SID, for entries of the principal <c>self</c>; null when it has none.</param>
internal sealed class ObjectAccess(SecurityDescriptor descriptor, SecurityIdentifier? self)
{
    private static readonly SecurityIdentifier PrincipalSelf = SecurityIdentifier.Parse("S-1-5-10").Value;
    private static readonly SecurityIdentifier OwnerRights = SecurityIdentifier.Parse("S-1-3-4").Value;

    /// <summary>True when every right of the mask is granted.</summary>
    /// <param name="token">Who asks.</param>
    /// <param name="wanted">One or more rights, none of them generic.</param>
    /// <param name="branch">
    /// What the right is about and everything that contains it in the tree of object types: an extended right; a property and its property set; a class. Empty for the object as a whole.
    /// </param>
    public bool Grants(AccessToken token, AccessMask wanted, params ReadOnlySpan<Guid> branch)
    {
        if (descriptor.Dacl is not { } list)
            return true;

        var left = wanted & ~OwnerGrants(token, list);
        foreach (var entry in list.Entries)
        {
            if (left == AccessMask.None)
                return true;
            if (entry.Trustee is not { } trustee || entry.Flags.HasFlag(AceFlags.InheritOnly) || !Concerns(token, trustee))
                continue;

            var mask = entry.Mask.Specific() & left;
            if (entry.IsDeny)
            {
                // For the object as a whole, a denial of any part of it is a denial.
                if (mask != AccessMask.None && !entry.IsConditional && (entry.ObjectType is not { } denied || branch.IsEmpty || branch.Contains(denied)))
                    return false;
            }
            else if (entry.ObjectType is not { } allowed || branch.Contains(allowed))
            {
                left &= ~mask;
            }
        }

        return left == AccessMask.None;
    }

    // [MS-DTYP] 2.5.3.2: the owner reads and writes the list, unless the list says what owners may.
    private AccessMask OwnerGrants(AccessToken token, AccessControlList list) =>
        descriptor.Owner is { } owner && token.Contains(owner)
        && !list.Entries.Any(entry => OwnerRights.Equals(entry.Trustee) && !entry.Flags.HasFlag(AceFlags.InheritOnly))
            ? AccessMask.ReadControl | AccessMask.WriteDacl
            : AccessMask.None;

    private bool Concerns(AccessToken token, SecurityIdentifier trustee) =>
        token.Contains(trustee)
        || (PrincipalSelf.Equals(trustee) && self is not null && token.Contains(self))
        || (OwnerRights.Equals(trustee) && descriptor.Owner is { } owner && token.Contains(owner));
}
