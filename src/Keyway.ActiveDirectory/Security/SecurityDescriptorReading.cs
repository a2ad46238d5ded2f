using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Security;

/// <summary>Reads security descriptors of directory objects.</summary>
internal sealed class SecurityDescriptorReading(DomainConnection connection)
{
    public const string Attribute = "nTSecurityDescriptor";

    /// <summary>Owner and access control list; <c>KW1513</c> when the account may not read them.</summary>
    public async Task<Result<SecurityDescriptor>> ReadAsync(string dn, CancellationToken cancellationToken)
    {
        var search = new LdapSearch(dn, LdapScope.Base, LdapFilter.Any, Attribute) { Controls = [SecurityDescriptorFlags.OwnerAndDacl] };
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
            return refusal;
        if (found is not [var entry, ..])
            return new Refusal(Catalogue.ActiveDirectory.NoSuchObject, dn);
        if (entry.Bytes(Attribute) is not { } bytes)
            return new Refusal(Catalogue.KerberosServerObject.SecurityDescriptorUnreadable, dn);
        return SecurityDescriptor.Parse(bytes).TryGet(out var descriptor, out refusal) ? descriptor : new Refusal(refusal.Error, $"{refusal.Detail} of {dn}");
    }
}
