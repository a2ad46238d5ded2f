using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.Drift;
using Keyway.Contracts.KerberosServers;

namespace Keyway.Connect.Tests.Drift;

public sealed class DriftComparisonTests
{
    private static readonly KerberosServerState State = Samples.State() with { TicketKeyVersion = Samples.Description().TicketKeyVersion };
    private static readonly DateTimeOffset Oldest = Samples.KeyTime.AddDays(-1);

    [Fact]
    public void What_is_as_it_was_published_has_no_findings() => Assert.Empty(Find());

    [Fact]
    public void An_object_that_is_gone_is_one_finding_that_names_what_is_missing()
    {
        var finding = Assert.Single(Find(Whole() with { Server = null, MissingObjects = ["CN=AzureADKerberos,OU=Domain Controllers,DC=contoso,DC=corp,DC=com"] }));

        Assert.Equal(DriftKind.ObjectMissing, finding.Kind);
        Assert.Contains("CN=AzureADKerberos", finding.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(KerberosServerFault.LinkMissing, DriftKind.LinkMissing, true)]
    [InlineData(KerberosServerFault.PartialSecretsMissing, DriftKind.PartialSecretsMissing, true)]
    [InlineData(KerberosServerFault.ComputerDisabled, DriftKind.AccountDisabled, true)]
    [InlineData(KerberosServerFault.ServiceConnectionPointDiffers, DriftKind.SupportObjectDiffers, false)]
    public void Each_fault_of_the_objects_has_its_kind(KerberosServerFault fault, DriftKind kind, bool stops)
    {
        var finding = Assert.Single(Find(With(server => server with { Faults = [fault] })));

        Assert.Equal((kind, stops), (finding.Kind, finding.Kind.StopsMinting()));
    }

    [Fact]
    public void A_group_more_or_less_in_a_list_is_named()
    {
        var extra = new RevealGroup("CN=Domain Users,CN=Users,DC=contoso,DC=corp,DC=com", Samples.DomainSid.Child(513), "Domain Users");

        var allow = Assert.Single(Find(With(server => server with { AllowGroups = [.. server.AllowGroups, extra] })));
        var deny = Assert.Single(Find(With(server => server with { DenyGroups = [] })));

        Assert.Equal(DriftKind.AllowListChanged, allow.Kind);
        Assert.Contains("Domain Users", allow.Detail, StringComparison.Ordinal);
        Assert.Equal(DriftKind.DenyListChanged, deny.Kind);
        Assert.Contains("S-1-5-32-544", deny.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_in_another_order_are_the_same()
    {
        var extra = new RevealGroup("CN=Domain Users,CN=Users,DC=contoso,DC=corp,DC=com", Samples.DomainSid.Child(513), "Domain Users");
        var here = With(server => server with { AllowGroups = [extra, .. server.AllowGroups] });

        Assert.Empty(DriftComparison.Of(here, State with { AllowedSids = [.. State.AllowedSids, extra.Sid.ToString()] }, Oldest));
    }

    [Theory]
    [InlineData(12492, 2, 4217, 0, DriftKind.ObjectReplaced)]
    [InlineData(12491, 1, 4217, 0, DriftKind.ObjectReplaced)]
    [InlineData(12491, 2, 4300, -60, DriftKind.ObjectReplaced)]
    [InlineData(12491, 3, 4300, 60, DriftKind.KeyVersionDiffers)]
    [InlineData(12491, 2, 4300, 60, DriftKind.KeyVersionDiffers)]
    public void A_newer_key_is_repaired_without_a_pause_and_an_older_one_is_not(int id, int ticketKeyVersion, long keyVersion, int seconds, DriftKind kind) =>
        Assert.Equal(kind, Assert.Single(Find(With(server => server with { Id = id, TicketKeyVersion = ticketKeyVersion, KeyVersion = keyVersion, KeyUpdatedOn = Samples.KeyTime.AddSeconds(seconds) }))).Kind);

    [Fact]
    public void Metadata_that_may_not_be_read_says_nothing() =>
        Assert.Empty(Find(With(server => server with { KeyVersion = 0, KeyUpdatedOn = null, KeyUpdatedFrom = null })));

    [Fact]
    public void Copies_privileged_members_and_missing_ciphers_are_told()
    {
        var found = Find(Whole() with
        {
            Duplicates = ["CN=AzureADKerberos\\0ACNF:5f8c2d0e,OU=Domain Controllers,DC=contoso,DC=corp,DC=com"],
            PrivilegedMembers = [.. Enumerable.Range(1, 400).Select(number => $"CN=Admin {number},CN=Users,DC=contoso,DC=corp,DC=com")],
            AesAllowed = false,
            AesRefusedBy = "msDS-SupportedEncryptionTypes of the krbtgt account",
        });

        Assert.Equal([DriftKind.DuplicateObject, DriftKind.EncryptionTypeRefused, DriftKind.PrivilegedMemberAllowed], found.Select(finding => finding.Kind));
        Assert.Contains("and 397 more", found[2].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_a_domain_controller_may_have_refused_are_no_drift() =>
        Assert.Empty(Find(With(server => server with { Faults = [KerberosServerFault.SettingsObjectMissing] })));

    [Fact]
    public void An_old_key_is_a_finding_that_stops_nothing()
    {
        var finding = Assert.Single(DriftComparison.Of(Whole(), State, Samples.KeyTime.AddSeconds(1)));

        Assert.Equal((DriftKind.KeyTooOld, false), (finding.Kind, finding.Kind.StopsMinting()));
    }

    [Fact]
    public void Names_from_the_directory_are_harmless_and_short_enough_for_the_server()
    {
        var hostile = "CN=\u001b[2J\u202Eevil\r\n" + new string('x', 5000);

        var finding = Assert.Single(Find(Whole() with { Duplicates = [hostile, hostile, hostile] }));

        Assert.True(finding.Detail.Length <= 512);
        Assert.DoesNotContain(finding.Detail, char.IsControl);
    }

    [Fact]
    public void Every_kind_has_something_to_run() => Assert.All(Enum.GetValues<DriftKind>(), kind => Assert.NotEmpty(DriftRemedies.Of(kind)));

    private static IReadOnlyList<DriftFinding> Find(KerberosServerFindings? here = null) => DriftComparison.Of(here ?? Whole(), State, Oldest);

    private static KerberosServerFindings With(Func<KerberosServerDescription, KerberosServerDescription> change) => Whole() with { Server = change(Samples.Description()) };

    private static KerberosServerFindings Whole() => new() { Server = Samples.Description(), MissingObjects = [], Duplicates = [], PrivilegedMembers = [], AesAllowed = true };
}
