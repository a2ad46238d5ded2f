using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Finds the objects of a Kerberos server wherever they were moved to, and refuses those of others that have its names.</summary>
internal sealed class KerberosServerSearch(DomainConnection connection)
{
    private string DomainDn => connection.RootDse.DomainDn;

    /// <summary>All parts that exist; <c>KW1505</c> when one of the names belongs to something else.</summary>
    public async Task<Result<KerberosServerParts>> FindAsync(KerberosServerNames names, CancellationToken cancellationToken)
    {
        var places = new KerberosServerPlaces(connection.RootDse, names);
        if (!(await OptionalAsync(places.ContainerDn, ["objectClass"], cancellationToken).ConfigureAwait(false)).TryGet(out var container, out var refusal)
            || !(await OptionalAsync(places.ConnectionPointDn, KerberosServerAttributes.OfConnectionPoint, cancellationToken).ConfigureAwait(false)).TryGet(out var foundPoint, out refusal))
            return refusal;
        var connectionPoint = foundPoint.SingleOrDefault();
        var keywords = connectionPoint?.Texts(KerberosServerAttributes.Keywords) ?? [];

        var byName = LdapFilter.And(LdapFilter.Equal("objectClass", "computer"), LdapFilter.Equal("sAMAccountName", names.ComputerAccountName));
        if (!(await connection.SearchAsync(new LdapSearch(DomainDn, LdapScope.Subtree, byName, KerberosServerAttributes.OfComputer), cancellationToken).ConfigureAwait(false))
            .TryGet(out var computers, out refusal))
            return refusal;

        var computer = computers.FirstOrDefault(found => found.Dn.Equals(places.ComputerDn, StringComparison.OrdinalIgnoreCase)) ?? (computers is [var first, ..] ? first : null);
        if (computer is not null && IsForeign(computer, keywords))
            return new Refusal(Catalogue.KerberosServerObject.ForeignObject, computer.Dn);
        if (!(await FindUserAsync(places.UserDn, computer, keywords, cancellationToken).ConfigureAwait(false)).TryGet(out var users, out refusal))
            return refusal;

        var parts = new KerberosServerParts(names) { Container = container.SingleOrDefault(), ConnectionPoint = connectionPoint, Computer = computer, User = users.SingleOrDefault() };
        if (!(await WithServerAsync(parts, places, cancellationToken).ConfigureAwait(false)).TryGet(out parts, out refusal))
            return refusal;
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

    private async Task<Result<List<LdapEntry>>> FindUserAsync(string userDn, LdapEntry? computer, IReadOnlyList<string> keywords, CancellationToken cancellationToken)
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

        if (!(await OptionalAsync(userDn, KerberosServerAttributes.OfUser, cancellationToken).ConfigureAwait(false)).TryGet(out var named, out var unreadable))
            return unreadable;
        return named is [var other] && !Owned(other, computer) ? new Refusal(Catalogue.KerberosServerObject.ForeignObject, other.Dn) : named;
    }

    // The krbtgt account of a read-only domain controller that no other computer has for its own.
    private static bool Owned(LdapEntry user, LdapEntry? computer) =>
        user.Integer(KerberosServerAttributes.Number) is not null
        && user.Texts(KerberosServerAttributes.BackLink).All(owner => owner.Equals(computer?.Dn, StringComparison.OrdinalIgnoreCase));

    // The reference is the truth; without one, a server object of our name that names nobody is what a deleted computer left behind.
    private async Task<Result<KerberosServerParts>> WithServerAsync(KerberosServerParts parts, KerberosServerPlaces places, CancellationToken cancellationToken)
    {
        List<LdapFilter> kinds = [LdapFilter.Equal("cn", parts.Names.Name), LdapFilter.BeginsWith("cn", parts.Names.Name + ".")];
        if (parts.Computer is not null)
            kinds.Add(LdapFilter.Equal(KerberosServerAttributes.ServerReference, parts.Computer.Dn));
        var filter = LdapFilter.And(LdapFilter.Equal("objectClass", "server"), LdapFilter.Or(kinds));
        var search = new LdapSearch(places.SitesDn, LdapScope.Subtree, filter, KerberosServerAttributes.OfServer);
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var servers, out var refusal))
        {
            // The configuration partition may be closed to this account; nothing but these two objects is in it.
            return refusal.Error == Catalogue.ActiveDirectory.NoSuchObject || refusal.Error == Catalogue.ActiveDirectory.InsufficientAccess ? parts : refusal;
        }

        var server = servers.FirstOrDefault(found => parts.Computer is not null && parts.Computer.Dn.Equals(found.Text(KerberosServerAttributes.ServerReference), StringComparison.OrdinalIgnoreCase))
            ?? servers.FirstOrDefault(found => found.Text(KerberosServerAttributes.ServerReference) is null && IsOurName(found, parts.Names));
        var taken = servers.Any(found => found != server && parts.Names.Name.Equals(found.Text("cn"), StringComparison.OrdinalIgnoreCase));
        if (server is null)
            return parts with { ServerNameTaken = taken };
        if (!(await OptionalAsync($"CN=NTDS Settings,{server.Dn}", KerberosServerAttributes.OfSettings, cancellationToken).ConfigureAwait(false)).TryGet(out var settings, out refusal))
            return refusal;
        return parts with { Server = server, Settings = settings.SingleOrDefault(), ServerNameTaken = taken };
    }

    private bool IsOurName(LdapEntry server, KerberosServerNames names)
    {
        var domainDnsName = DistinguishedName.DnsNameOf(DomainDn);
        return server.Text("cn") is { } name
            && (name.Equals(names.Name, StringComparison.OrdinalIgnoreCase) || name.Equals(names.ServerNameIn(domainDnsName), StringComparison.OrdinalIgnoreCase));
    }

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
