using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Domain facts out of the domain's object and the partitions of the forest.</summary>
internal static class DomainEntries
{
    public static Result<DomainFacts> Read(LdapEntry domain, IReadOnlyList<LdapEntry> partitions, RootDse root)
    {
        var own = Find(partitions, root.DomainDn);
        var forest = Find(partitions, root.ForestRootDn);
        if (domain.Bytes("objectSid") is not { } sid || !SecurityIdentifier.Parse(sid).TryGet(out var domainSid, out _)
            || domain.Guid("objectGUID") is not { } guid
            || own?.Text("dnsRoot") is not { } dnsName
            || own.Text("nETBIOSName") is not { } netBiosName)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, $"the domain {root.DomainDn}");

        return new DomainFacts
        {
            DnsName = dnsName,
            NetBiosName = netBiosName,
            Sid = domainSid,
            ObjectGuid = guid,
            DistinguishedName = root.DomainDn,
            ForestDnsName = forest?.Text("dnsRoot") ?? dnsName,
        };
    }

    private static LdapEntry? Find(IReadOnlyList<LdapEntry> partitions, string dn) =>
        partitions.FirstOrDefault(partition => dn.Equals(partition.Text("nCName"), StringComparison.OrdinalIgnoreCase));
}
