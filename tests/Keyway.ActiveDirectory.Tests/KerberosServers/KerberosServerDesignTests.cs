using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests.KerberosServers;

/// <summary>From any mixture of objects the design finds the changes that are left, and no more.</summary>
public sealed class KerberosServerDesignTests
{
    private const string DomainDn = "DC=contoso,DC=corp,DC=com";
    private const string Placeholder = PlannedAttribute.ChosenByDirectory;

    private static readonly SecurityIdentifier DomainSid = SecurityIdentifier.Parse("S-1-5-21-1-2-3").Value;
    private static readonly RevealGroup Staff = Group("Staff", 1100);
    private static readonly RevealGroup Admins = Group("Domain Admins", 512);

    private static readonly RootDse Root = new()
    {
        DomainDn = DomainDn,
        ConfigurationDn = "CN=Configuration," + DomainDn,
        ForestRootDn = DomainDn,
        DnsHostName = "dc1.contoso.corp.com",
        SupportedControls = [],
        ServerDn = "CN=DC1,CN=Servers,CN=Paris,CN=Sites,CN=Configuration," + DomainDn,
    };

    private static readonly DomainFacts Facts = new()
    {
        DnsName = "contoso.corp.com",
        NetBiosName = "CONTOSO",
        Sid = DomainSid,
        ObjectGuid = Guid.Empty,
        DistinguishedName = DomainDn,
        ForestDnsName = "contoso.corp.com",
    };

    private static readonly KerberosServerNames Names = KerberosServerNames.Parse(KerberosServerNames.DefaultName).Value;

    private static readonly KerberosServerDesign Design = new(Names, Facts, new KerberosServerPlaces(Root, Names), [Staff], [Admins], "CN=Servers,CN=Paris,CN=Sites,CN=Configuration," + DomainDn);

    private static readonly KerberosServerParts Nothing = new(Names);

    [Fact]
    public void From_nothing_the_objects_are_made_in_the_order_in_which_they_name_each_other()
    {
        var (changes, parts) = PlanFrom(Nothing);

        Assert.Equal(
            [
                "Add CN=AzureADKerberos,OU=Domain Controllers," + DomainDn,
                "Add CN=krbtgt_AzureAD,CN=Users," + DomainDn,
                "Modify CN=AzureADKerberos,OU=Domain Controllers," + DomainDn,
                "Add CN=AzureAD,CN=System," + DomainDn,
                "Add CN=900274c4-b7d2-43c8-90ee-00a9f650e335,CN=AzureAD,CN=System," + DomainDn,
                "Add CN=AzureADKerberos,CN=Servers,CN=Paris,CN=Sites,CN=Configuration," + DomainDn,
                "Add CN=NTDS Settings,CN=AzureADKerberos,CN=Servers,CN=Paris,CN=Sites,CN=Configuration," + DomainDn,
            ],
            changes.Select(change => $"{change.Kind} {change.Dn}"));
        Assert.True(parts.Linked);
        Assert.True(parts.HasSettings);
    }

    [Fact]
    public void Both_lists_stand_in_the_first_change()
    {
        var first = Design.Next(Nothing)!.Planned.Attributes;

        Assert.Contains(new PlannedAttribute("msDS-RevealOnDemandGroup", Staff.Dn), first);
        Assert.Contains(new PlannedAttribute("msDS-NeverRevealGroup", Admins.Dn), first);
    }

    [Fact]
    public void What_only_the_domain_controller_knows_is_said_to_be_so()
    {
        var keywords = PlanFrom(Nothing).Changes.SelectMany(change => change.Planned.Attributes).Single(attribute => attribute.Name == "keywords");

        Assert.Equal($"Id:{Placeholder}; UserAccountSid:{Placeholder}; ComputerAccountSid:{Placeholder}", keywords.Value);
    }

    [Fact]
    public void What_cannot_be_read_from_a_directory_is_never_written_as_a_placeholder()
    {
        var parts = PlanFrom(Nothing).Parts with { IsPlan = false, ConnectionPoint = null };

        Assert.Null(Design.Next(parts));
    }

    [Fact]
    public void From_any_mixture_the_plan_ends_and_leaves_nothing_to_do()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), choices =>
        {
            var parts = Mixture((uint)choices);
            var (changes, after) = PlanFrom(parts);
            return changes.Count <= 9 && Design.Next(after) is null && after.Linked && after.HasSettings
                && after.Control == KerberosServerDesign.ComputerControl && after.Allow.SequenceEqual([Staff]) && after.Deny.SequenceEqual([Admins])
                && changes.Select(change => (change.Kind, change.Dn, string.Join(',', change.Changes.Select(attribute => attribute.Attribute)))).Distinct().Count() == changes.Count;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Without_a_place_for_server_objects_the_rest_is_made()
    {
        var design = Design with { SiteServers = null };
        var parts = Nothing;
        while (design.Next(parts) is { } change)
            parts = design.After(parts, change);

        Assert.True(parts.Linked);
        Assert.Null(parts.Server);
    }

    [Fact]
    public void Where_another_domain_of_the_forest_has_the_name_the_server_object_takes_the_domains_name_too() =>
        Assert.Contains(PlanFrom(Nothing with { ServerNameTaken = true }).Changes, change => change.Dn.StartsWith("CN=AzureADKerberos.contoso.corp.com,CN=Servers,", StringComparison.Ordinal));

    private static (IReadOnlyList<DirectoryChange> Changes, KerberosServerParts Parts) PlanFrom(KerberosServerParts parts)
    {
        var changes = new List<DirectoryChange>();
        while (Design.Next(parts) is { } change)
        {
            changes.Add(change);
            Assert.True(changes.Count < 20);
            parts = Design.After(parts, change);
        }

        return (changes, parts);
    }

    // Each bit of the number decides whether something is there, or right.
    private static KerberosServerParts Mixture(uint choices)
    {
        bool Is(int bit) => (choices >> bit & 1) != 0;
        var whole = PlanFrom(Nothing).Parts;
        return whole with
        {
            IsPlan = Is(0),
            Computer = Is(1) ? Entry(whole.Computer!, Is(2) ? [] : [("msDS-KrbTgtLink", "CN=x")], Is(3) ? [] : [("userAccountControl", (choices & 0xFFFF).ToString(CultureInfo.InvariantCulture))]) : null,
            User = Is(4) ? Entry(whole.User!, Is(5) ? [] : [("msDS-SupportedEncryptionTypes", "4")], [("msDS-SecondaryKrbTgtNumber", "7")]) : null,
            Container = Is(6) ? whole.Container : null,
            ConnectionPoint = Is(6) && Is(7) ? Entry(whole.ConnectionPoint!, Is(8) ? [] : [("keywords", "Id:1")], []) : null,
            Server = Is(9) ? Entry(whole.Server!, Is(10) ? [] : [("serverReference", "CN=x")], []) : null,
            Settings = Is(9) && Is(11) ? whole.Settings : null,
            Allow = Is(1) && Is(12) ? [Staff] : [],
            Deny = Is(1) && Is(13) ? [Admins, Staff] : [],
        };
    }

    private static LdapEntry Entry(LdapEntry entry, (string Name, string Value)[] changed, (string Name, string Value)[] more) =>
        DirectoryChange.Modify(KerberosServerPart.User, entry.Dn, [.. changed.Concat(more).Select(pair => LdapChange.Replace(pair.Name, pair.Value))]).After(entry)!;

    private static RevealGroup Group(string name, uint rid) => new($"CN={name},CN=Users,{DomainDn}", DomainSid.Child(rid), name);
}
