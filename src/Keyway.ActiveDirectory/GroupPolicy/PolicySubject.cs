using Keyway.ActiveDirectory.Computers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>Whom Group Policy objects are looked for: the computer, or one of the people who sign in there.</summary>
/// <param name="Dn">Distinguished name of the account.</param>
/// <param name="Sid">Its SID.</param>
/// <param name="Half">The half of each object that is for it.</param>
public sealed record PolicySubject(string Dn, SecurityIdentifier Sid, PolicyHalf Half)
{
    private static readonly string[] Attributes = ["objectSid"];

    /// <summary>A computer.</summary>
    public static PolicySubject Of(OwnComputer computer) => new(computer.Dn, computer.Sid, PolicyHalf.Computer);

    /// <summary>Somebody of the connection's domain; <c>KW3296</c> when nobody has the account.</summary>
    /// <param name="connection">Signed in as anybody who may read the account.</param>
    /// <param name="samAccountName">Of a user, not of a computer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Result<PolicySubject>> FindPersonAsync(DomainConnection connection, string samAccountName, CancellationToken cancellationToken)
    {
        var search = new LdapSearch(
            connection.RootDse.DomainDn,
            LdapScope.Subtree,
            LdapFilter.And(LdapFilter.Equal("objectCategory", "person"), LdapFilter.Equal("objectClass", "user"), LdapFilter.Equal("sAMAccountName", samAccountName)),
            Attributes)
        {
            MaxEntries = 1,
        };
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var entries, out var refusal))
            return refusal;
        if (entries is not [var entry])
            return new Refusal(Catalogue.Policies.PersonUnknown, samAccountName);
        return entry.Bytes("objectSid") is { } bytes && SecurityIdentifier.Parse(bytes).TryGet(out var sid, out _)
            ? new PolicySubject(entry.Dn, sid, PolicyHalf.User)
            : new Refusal(Catalogue.ActiveDirectory.ObjectUnidentified, entry.Dn);
    }
}
