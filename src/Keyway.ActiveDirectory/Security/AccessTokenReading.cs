using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Security;

/// <summary>Puts together the token with which an account, or a member of a group, would come to the directory.</summary>
internal sealed class AccessTokenReading(DomainConnection connection)
{
    /// <summary>All groups of the account, those of the well-known SIDs among them, such as what Authenticated Users was put into.</summary>
    /// <param name="dn">A user, computer or group.</param>
    /// <param name="sid">Its SID.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Result<AccessToken>> ReadAsync(string dn, SecurityIdentifier sid, CancellationToken cancellationToken)
    {
        if (!(await GroupsOfAccountAsync(dn, cancellationToken).ConfigureAwait(false)).TryGet(out var groups, out var refusal)
            || !(await GroupsHoldingAsync(WellKnownMembers(dn), cancellationToken).ConfigureAwait(false)).TryGet(out var further, out refusal))
            return refusal;
        return new AccessToken([sid, .. groups, .. further]);
    }

    /// <summary>SIDs of all security groups that the account is in, the primary one and nested ones too ([MS-ADTS] 3.1.1.4.5.19, tokenGroups).</summary>
    public async Task<Result<IReadOnlyList<SecurityIdentifier>>> GroupsOfAccountAsync(string dn, CancellationToken cancellationToken)
    {
        if (!(await connection.ReadAsync(dn, ["tokenGroups"], cancellationToken).ConfigureAwait(false)).TryGet(out var entry, out var refusal))
            return refusal;

        var groups = new List<SecurityIdentifier>();
        foreach (var value in entry.Values("tokenGroups"))
        {
            if (!SecurityIdentifier.Parse(value).TryGet(out var sid, out _))
                return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, $"tokenGroups of {dn}");
            groups.Add(sid);
        }

        return groups;
    }

    // tokenGroups of a group leaves some kinds out; asking for what holds it finds them all.
    private IEnumerable<string> WellKnownMembers(string dn) =>
        AccessToken.WellKnown.Select(known => $"CN={known},CN=ForeignSecurityPrincipals,{connection.RootDse.DomainDn}").Prepend(dn);

    private async Task<Result<IReadOnlyList<SecurityIdentifier>>> GroupsHoldingAsync(IEnumerable<string> members, CancellationToken cancellationToken)
    {
        var filter = LdapFilter.And(LdapFilter.Equal("objectClass", "group"), LdapFilter.Or([.. members.Select(member => LdapFilter.InChain("member", member))]));
        if (!(await connection.SearchAsync(new LdapSearch(connection.RootDse.DomainDn, LdapScope.Subtree, filter, "objectSid"), cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
            return refusal;
        return found.Select(group => group.Bytes("objectSid")).OfType<byte[]>()
            .Select(bytes => SecurityIdentifier.Parse(bytes).TryGet(out var sid, out _) ? sid : null).OfType<SecurityIdentifier>().ToList();
    }
}
