using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Finds the objects of a Kerberos server wherever they were moved to, and refuses those of others that have its names.</summary>
internal sealed class KerberosServerSearch(DomainConnection connection)
{
    private string DomainDn => connection.RootDse.DomainDn;

    public string ComputerDn(KerberosServerNames names) => $"CN={names.Name},OU=Domain Controllers,{DomainDn}";

    public string UserDn(KerberosServerNames names) => $"CN={names.UserName},CN=Users,{DomainDn}";

    public string ConnectionPointContainerDn => $"CN=AzureAD,CN=System,{DomainDn}";

    public string ConnectionPointDn(KerberosServerNames names) => $"CN={names.ServiceConnectionPointName},{ConnectionPointContainerDn}";

    /// <summary>All parts that exist; <c>KW1505</c> when one of the names belongs to something else.</summary>
    public async Task<Result<KerberosServerParts>> FindAsync(KerberosServerNames names, CancellationToken cancellationToken)
    {
        var point = await OptionalAsync(ConnectionPointDn(names), KerberosServerAttributes.OfConnectionPoint, cancellationToken).ConfigureAwait(false);
        if (!point.TryGet(out var foundPoint, out var refusal))
            return refusal;
        var connectionPoint = foundPoint.SingleOrDefault();
        var keywords = connectionPoint?.Texts(KerberosServerAttributes.Keywords) ?? [];

        var byName = LdapFilter.And(LdapFilter.Equal("objectClass", "computer"), LdapFilter.Equal("sAMAccountName", names.ComputerAccountName));
        if (!(await connection.SearchAsync(new LdapSearch(DomainDn, LdapScope.Subtree, byName, KerberosServerAttributes.OfComputer), cancellationToken).ConfigureAwait(false))
            .TryGet(out var computers, out refusal))
            return refusal;

        var computer = computers is [var first, ..] ? first : null;
        if (computer is not null && IsForeign(computer, keywords))
            return new Refusal(Catalogue.KerberosServerObject.ForeignObject, computer.Dn);
        if (!(await FindUserAsync(names, computer, keywords, cancellationToken).ConfigureAwait(false)).TryGet(out var users, out refusal))
            return refusal;

        var parts = new KerberosServerParts(names) { ConnectionPoint = connectionPoint, Computer = computer, User = users.SingleOrDefault() };
        return computer is null ? parts : await WithListsAsync(parts, computer.Dn, cancellationToken).ConfigureAwait(false);
    }

    // A computer that runs an operating system is someone's machine, whatever its flags say.
    private static bool IsForeign(LdapEntry computer, IReadOnlyList<string> keywords)
    {
        if (computer.Text("operatingSystem") is not null)
            return true;
        var control = (UserAccountControl)(computer.Integer("userAccountControl") ?? 0);
        var named = KerberosServerParts.SidOf(computer) is { } sid && sid.Equals(ConnectionPointKeywords.ComputerSid(keywords));
        return !control.HasFlag(UserAccountControl.PartialSecrets) && computer.Text(KerberosServerAttributes.Link) is null && !named;
    }

    private async Task<Result<List<LdapEntry>>> FindUserAsync(KerberosServerNames names, LdapEntry? computer, IReadOnlyList<string> keywords, CancellationToken cancellationToken)
    {
        // The link is the truth; without it the connection point, then the name that a half-made object has.
        if (computer?.Text(KerberosServerAttributes.Link) is { } link)
        {
            if (!(await OptionalAsync(link, KerberosServerAttributes.OfUser, cancellationToken).ConfigureAwait(false)).TryGet(out var linked, out var refusal))
                return refusal;
            if (linked.Count > 0)
                return linked;
        }

        if (ConnectionPointKeywords.UserSid(keywords) is { } sid)
        {
            var search = new LdapSearch(DomainDn, LdapScope.Subtree, LdapFilter.Equal("objectSid", sid.ToBinary()), KerberosServerAttributes.OfUser);
            if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var bySid, out var refusal))
                return refusal;
            if (bySid.FirstOrDefault(user => Owned(user, computer)) is { } user)
                return new List<LdapEntry> { user };
        }

        if (!(await OptionalAsync(UserDn(names), KerberosServerAttributes.OfUser, cancellationToken).ConfigureAwait(false)).TryGet(out var named, out var unreadable))
            return unreadable;
        return named is [var other] && !Owned(other, computer) ? new Refusal(Catalogue.KerberosServerObject.ForeignObject, other.Dn) : named;
    }

    // The krbtgt account of a read-only domain controller that no other computer has for its own.
    private static bool Owned(LdapEntry user, LdapEntry? computer) =>
        user.Integer(KerberosServerAttributes.Number) is not null
        && user.Texts(KerberosServerAttributes.BackLink).All(owner => owner.Equals(computer?.Dn, StringComparison.OrdinalIgnoreCase));

    private async Task<Result<KerberosServerParts>> WithListsAsync(KerberosServerParts parts, string dn, CancellationToken cancellationToken)
    {
        var search = new LdapSearch(dn, LdapScope.Base, LdapFilter.Any, KerberosServerAttributes.Allow, KerberosServerAttributes.Deny) { Controls = [ExtendedName.Request] };
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
            return refusal;
        if (found is not [var entry])
            return new Refusal(Catalogue.ActiveDirectory.NoSuchObject, dn);
        if (!Groups(entry, KerberosServerAttributes.Allow).TryGet(out var allow, out refusal) || !Groups(entry, KerberosServerAttributes.Deny).TryGet(out var deny, out refusal))
            return refusal;
        return parts with { Allow = allow, Deny = deny };
    }

    private static Result<List<RevealGroup>> Groups(LdapEntry entry, string attribute)
    {
        var groups = new List<RevealGroup>();
        foreach (var text in entry.Texts(attribute))
        {
            if (!ExtendedName.Parse(text).TryGet(out var name, out var refusal))
                return refusal;
            if (name.Sid is null)
                return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, $"{attribute} names {name.Dn}, which has no SID");
            groups.Add(new RevealGroup(name.Dn, name.Sid, DistinguishedName.FirstValueOf(name.Dn)));
        }

        return groups;
    }

    // None or one: what may be absent is not refused.
    private async Task<Result<List<LdapEntry>>> OptionalAsync(string dn, IReadOnlyList<string> attributes, CancellationToken cancellationToken)
    {
        var read = await connection.ReadAsync(dn, attributes, cancellationToken).ConfigureAwait(false);
        if (read.TryGet(out var entry, out var refusal))
            return new List<LdapEntry> { entry };
        return refusal.Error == Catalogue.ActiveDirectory.NoSuchObject ? new List<LdapEntry>() : refusal;
    }
}
