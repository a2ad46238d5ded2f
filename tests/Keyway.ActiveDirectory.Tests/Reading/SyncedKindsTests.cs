using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;

namespace Keyway.ActiveDirectory.Tests.Reading;

/// <summary>What is never synced, whatever a search finds.</summary>
public sealed class SyncedKindsTests
{
    [Theory]
    [InlineData("krbtgt")]
    [InlineData("KRBTGT_12491")]
    [InlineData("krbtgt_AzureAD")]
    public void A_krbtgt_account_is_no_person(string name) => Assert.Equal(SyncedKind.None, Of(FakeEntry.User(1104).With("sAMAccountName", name)));

    [Fact]
    public void A_renamed_krbtgt_account_is_no_person()
    {
        Assert.Equal(SyncedKind.None, Of(FakeEntry.User(502), 502));
        Assert.Equal(SyncedKind.None, Of(FakeEntry.User(1104).With("msDS-SecondaryKrbTgtNumber", "12491")));
    }

    [Theory]
    [InlineData("805306370")]
    [InlineData("805306369")]
    [InlineData("268435457")]
    [InlineData("many")]
    public void A_trust_a_computer_and_a_list_are_no_people(string type) => Assert.Equal(SyncedKind.None, Of(FakeEntry.User(1104).With("sAMAccountType", type)));

    [Theory]
    [InlineData("532480")]
    [InlineData("83890176")]
    [InlineData("83886080")]
    [InlineData("512")]
    public void A_domain_controller_a_Kerberos_server_and_what_is_no_workstation_are_no_computers(string control) =>
        Assert.Equal(SyncedKind.None, Of(FakeEntry.Computer(1104).With("userAccountControl", control)));

    [Theory]
    [InlineData("msDS-ManagedServiceAccount")]
    [InlineData("msDS-GroupManagedServiceAccount")]
    [InlineData("msDS-DelegatedManagedServiceAccount")]
    public void A_managed_service_account_is_no_computer(string own) =>
        Assert.Equal(SyncedKind.None, Of(FakeEntry.Computer(1104).With("objectClass", "top", "person", "organizationalPerson", "user", "computer", own)));

    [Fact]
    public void A_computer_without_a_certificate_is_not_synced()
    {
        Assert.Equal(SyncedKind.Computer, Of(FakeEntry.Computer(1104)));
        Assert.Equal(SyncedKind.None, Of(FakeEntry.Computer(1104).Without("userCertificate")));
    }

    [Fact]
    public void People_and_security_groups_are_synced_and_distribution_lists_are_not()
    {
        Assert.Equal(SyncedKind.User, Of(FakeEntry.User(1104)));
        Assert.Equal(SyncedKind.Group, Of(FakeEntry.Group(1104)));
        Assert.Equal(SyncedKind.Group, Of(FakeEntry.Group(1104).With("sAMAccountType", "536870912").With("groupType", "-2147483644")));
        Assert.Equal(SyncedKind.None, Of(FakeEntry.Group(1104).With("groupType", "2")));
    }

    private static SyncedKind Of(FakeEntry entry, uint relativeIdentifier = 1104) =>
        SyncedKinds.Of(new LdapEntry(entry.Dn, entry.Attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Values, StringComparer.OrdinalIgnoreCase)), relativeIdentifier);
}
