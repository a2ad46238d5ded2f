using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Security;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Whether this account may read the members of a group: to who may not, a full list looks like an empty one.</summary>
internal sealed class MemberListRights(DomainConnection connection)
{
    private readonly SecurityDescriptorReading _descriptors = new(connection);
    private AccessToken? _token;
    private Guid[] _branch = [];

    /// <summary>True only when the group's access control list, as it stands, proves it for the token with which this account came.</summary>
    public async Task<Result<bool>> AreShownAsync(LdapEntry group, CancellationToken cancellationToken)
    {
        if (_token is null && await ReadOwnAsync(cancellationToken).ConfigureAwait(false) is { } failed)
            return failed;
        if (_token is not { } token || _branch.Length == 0)
            return false;
        if (!(await _descriptors.ReadAsync(group.Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var descriptor, out var refusal))
            return refusal.Error == Catalogue.KerberosServerObject.SecurityDescriptorUnreadable ? false : refusal;

        // A list that is not shown proves nothing, and a condition nobody here can weigh.
        return descriptor.Dacl is { } list && !list.Entries.Any(entry => entry.IsConditional)
            && new ObjectAccess(descriptor, KerberosServerParts.SidOf(group)).Grants(token, AccessMask.ReadProperty, _branch);
    }

    // The root DSE shows the token itself ([MS-ADTS] 3.1.1.3.2.22).
    private async Task<Refusal?> ReadOwnAsync(CancellationToken cancellationToken)
    {
        const string Members = "member";
        const string Group = "group";
        if (!(await connection.ReadAsync("", ["tokenGroups"], cancellationToken).ConfigureAwait(false)).TryGet(out var root, out var refusal)
            || !(await SchemaNames.ReadAsync(connection, [Members, Group], cancellationToken).ConfigureAwait(false)).TryGet(out var schema, out refusal))
            return refusal;

        var sids = new List<SecurityIdentifier>();
        foreach (var value in root.Values("tokenGroups"))
        {
            if (!SecurityIdentifier.Parse(value).TryGet(out var sid, out _))
                return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "tokenGroups of the root DSE");
            sids.Add(sid);
        }

        _token = new AccessToken(sids);
        _branch = sids.Count > 0 && schema.Has(Members) && schema.Has(Group) ? schema.BranchOf(Members, Group) : [];
        return null;
    }
}
