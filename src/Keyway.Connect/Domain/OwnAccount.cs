using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.Connect.Domain;

/// <summary>The account of the domain as which this process has signed in, whatever the way was.</summary>
/// <param name="Anchor">objectGUID; null when it is no account of this domain.</param>
internal sealed record OwnAccount(Guid? Anchor)
{
    /// <summary>Asks the directory: the first of the token's SIDs is the account's own ([MS-ADTS] 3.1.1.3.2.22, tokenGroups of the root DSE).</summary>
    public static async Task<Result<OwnAccount>> ReadAsync(DomainConnection connection, CancellationToken cancellationToken)
    {
        if (!(await connection.ReadAsync("", ["tokenGroups"], cancellationToken)).TryGet(out var root, out var refusal))
            return refusal;
        if (root.Bytes("tokenGroups") is not { } bytes || !SecurityIdentifier.Parse(bytes).TryGet(out var sid, out _))
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "the root DSE does not tell who has signed in");
        var search = new LdapSearch(connection.RootDse.DomainDn, LdapScope.Subtree, LdapFilter.Equal("objectSid", sid.ToBinary()), "objectGUID");
        if (!(await connection.SearchAsync(search, cancellationToken)).TryGet(out var found, out refusal))
            return refusal;
        return new OwnAccount(found is [var account, ..] ? account.Guid("objectGUID") : null);
    }
}
