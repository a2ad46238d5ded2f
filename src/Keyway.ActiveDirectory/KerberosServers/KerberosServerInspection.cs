using System.Globalization;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Looks at a Kerberos server and everything in the domain that could stand in its way. Writes nothing; any account of the domain may run it.</summary>
public sealed class KerberosServerInspection(DomainConnection connection)
{
    private readonly KerberosServerSearch _search = new(connection);
    private readonly KerberosServerReading _reading = new(connection);
    private readonly EncryptionInspection _encryption = new(connection);

    /// <summary>The findings, also when there is no Kerberos server at all.</summary>
    public async Task<Result<KerberosServerFindings>> InspectAsync(string name = KerberosServerNames.DefaultName, CancellationToken cancellationToken = default)
    {
        if (!KerberosServerNames.Parse(name).TryGet(out var names, out var refusal)
            || !(await new DirectoryReader(connection).ReadDomainAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var domain, out refusal)
            || !(await _search.FindAsync(names, cancellationToken).ConfigureAwait(false)).TryGet(out var parts, out refusal))
            return refusal;

        var described = await _reading.DescribeAsync(parts, domain, cancellationToken).ConfigureAwait(false);
        if (!described.TryGet(out var server, out refusal) && refusal.Error != Catalogue.KerberosServerObject.NotFound && refusal.Error != Catalogue.KerberosServerObject.Incomplete)
            return refusal;
        if (!(await DuplicatesAsync(parts, domain, cancellationToken).ConfigureAwait(false)).TryGet(out var duplicates, out refusal)
            || !(await new PrivilegedMemberSearch(connection).FindAsync(domain.Sid, parts.Allow, cancellationToken).ConfigureAwait(false)).TryGet(out var privileged, out refusal))
            return refusal;
        var aes = await AesAsync(parts, cancellationToken).ConfigureAwait(false);
        if (aes is not null && aes.Error != Catalogue.KerberosServerObject.AesRefused)
            return aes;

        return new KerberosServerFindings
        {
            Server = server,
            MissingObjects = [.. Missing(parts)],
            Duplicates = duplicates,
            PrivilegedMembers = privileged,
            AesAllowed = aes is null,
            AesRefusedBy = aes?.Detail,
        };
    }

    private IEnumerable<string> Missing(KerberosServerParts parts)
    {
        var places = new KerberosServerPlaces(connection.RootDse, parts.Names);
        if (parts.Computer is null)
            yield return places.ComputerDn;
        if (parts.User is null)
            yield return places.UserDn;
        if (parts.ConnectionPoint is null)
            yield return places.ConnectionPointDn;
    }

    // Its own two accounts first: they are repaired by creating again.
    private async Task<Refusal?> AesAsync(KerberosServerParts parts, CancellationToken cancellationToken)
    {
        var restricted = new[] { parts.Computer, parts.User }.OfType<LdapEntry>().FirstOrDefault(account => !EncryptionTypes.AllowAes256(account));
        return restricted is not null
            ? new Refusal(Catalogue.KerberosServerObject.AesRefused, $"{KerberosServerAttributes.EncryptionTypes} of {restricted.Dn}")
            : await _encryption.CheckAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Result<IReadOnlyList<string>>> DuplicatesAsync(KerberosServerParts parts, DomainFacts domain, CancellationToken cancellationToken)
    {
        var root = connection.RootDse;
        List<LdapFilter> suspects =
        [
            .. new[] { parts.Names.Name, parts.Names.UserName, parts.Names.ServiceConnectionPointName, "AzureAD" }.Distinct().Select(Conflict),
            LdapFilter.And(LdapFilter.Equal("objectClass", "computer"), LdapFilter.Or(
                LdapFilter.Equal("sAMAccountName", parts.Names.ComputerAccountName), LdapFilter.Equal("dNSHostName", $"{parts.Names.Name}.{domain.DnsName}"))),
        ];
        if (parts.User?.Integer(KerberosServerAttributes.Number) is { } number)
            suspects.Add(LdapFilter.Equal(KerberosServerAttributes.Number, number.ToString(CultureInfo.InvariantCulture)));
        if (parts.User is not null)
            suspects.Add(LdapFilter.Equal(KerberosServerAttributes.Link, parts.User.Dn));

        List<LdapFilter> servers = [Conflict(parts.Names.Name)];
        if (parts.Computer is not null)
            servers.Add(LdapFilter.Equal(KerberosServerAttributes.ServerReference, parts.Computer.Dn));

        var found = new List<string>();
        foreach (var (place, filters) in new[] { (root.DomainDn, suspects), ($"CN=Sites,{root.ConfigurationDn}", servers) })
        {
            if (!(await connection.SearchAsync(new LdapSearch(place, LdapScope.Subtree, LdapFilter.Or(filters), "objectClass"), cancellationToken).ConfigureAwait(false)).TryGet(out var entries, out var refusal))
                return refusal;
            found.AddRange(entries.Select(entry => entry.Dn));
        }

        HashSet<string> own = new(new[] { parts.Computer, parts.User, parts.ConnectionPoint, parts.Server }.OfType<LdapEntry>().Select(entry => entry.Dn), StringComparer.OrdinalIgnoreCase);
        return found.Where(dn => !own.Contains(dn)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
    }

    // What replication renames when two domain controllers made an object of one name ([MS-ADTS] 3.1.1.1.8): the name, a line feed, CNF: and a GUID.
    private static LdapFilter Conflict(string name) => LdapFilter.BeginsWith("cn", name + "\nCNF:");
}
