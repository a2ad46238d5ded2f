using Keyway.ActiveDirectory.GroupPolicy;
using Keyway.Device.Daemon;
using Keyway.Device.Policies;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Tests.Policies;

public sealed class DevicePolicyTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
    private readonly TestFolder _folder = new();

    private PolicyFiles Files => new(new DeviceFolder(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nobody_sets_anything_so_keys_are_not_offered()
    {
        var policy = Policy();
        Assert.False(policy.SecurityKeySignIn);
        Assert.True(policy.KeyList);
        Assert.Equal(14, policy.OfflineDays);
        Assert.Equal(0, policy.OfflineUnlocks);
        Assert.False(policy.LockOnRemoval);
        Assert.All(policy.All, setting => Assert.Equal(PolicySource.Default, setting.Source));
        Assert.Equal(Enum.GetValues<PolicyName>(), policy.All.Select(setting => setting.Name));
        Assert.Empty(policy.Lost);
    }

    [Fact]
    public void An_administrator_provisions_a_computer_before_any_policy()
    {
        var policy = Policy(new DaemonSettings { SecurityKeySignIn = true, OfflineDays = 3 });
        Assert.True(policy.SecurityKeySignIn);
        Assert.Equal(new PolicySetting(PolicyName.OfflineDays, 3, PolicySource.Local, "/etc/keyway/keywayd.json"), policy.FromWhat(PolicyName.OfflineDays));
    }

    [Fact]
    public void D11_the_domain_beats_device_management_which_beats_the_computer()
    {
        Write(PolicySource.DeviceManagement, new StoredPolicy(PolicyName.SecurityKeySignIn, 1, "./Device/X"), new StoredPolicy(PolicyName.OfflineDays, 7, "./Device/Y"));
        Write(PolicySource.GroupPolicy, new StoredPolicy(PolicyName.SecurityKeySignIn, 0, "Keys {1}"));
        var policy = Policy(new DaemonSettings { SecurityKeySignIn = true, OfflineDays = 3 });
        Assert.False(policy.SecurityKeySignIn);
        Assert.Equal("Keys {1}", policy.FromWhat(PolicyName.SecurityKeySignIn).Where);
        Assert.Equal(7, policy.OfflineDays);
        Assert.Equal(
            [(PolicyName.SecurityKeySignIn, PolicySource.Local), (PolicyName.SecurityKeySignIn, PolicySource.DeviceManagement), (PolicyName.OfflineDays, PolicySource.Local)],
            policy.Lost.OrderBy(lost => lost.Name).ThenBy(lost => lost.Source).Select(lost => (lost.Name, lost.Source)));
    }

    [Fact]
    public void D11_what_the_domain_says_of_a_person_stands_between_its_word_on_the_computer_and_all_others()
    {
        Write(PolicySource.DeviceManagement, new StoredPolicy(PolicyName.SecurityKeySignIn, 0, "./Device/X"), new StoredPolicy(PolicyName.OfflineDays, 7, "./Device/Y"));
        Write(PolicySource.GroupPolicy, new StoredPolicy(PolicyName.OfflineDays, 1, "Desks {1}"));
        var policies = new StoredPolicies([new StoredPolicy(PolicyName.SecurityKeySignIn, 1, "Staff {2}"), new StoredPolicy(PolicyName.OfflineDays, 30, "Staff {2}")], Now);
        Assert.True(Files.WritePeople([new PersonPolicies("alice", Now, policies), new PersonPolicies("bob", Now)]).Succeeded);

        var alice = Policy(person: "ALICE");
        Assert.True(alice.SecurityKeySignIn);
        Assert.Equal(new PolicySetting(PolicyName.SecurityKeySignIn, 1, PolicySource.GroupPolicyOfPerson, "Staff {2}"), alice.FromWhat(PolicyName.SecurityKeySignIn));
        Assert.Equal((1, 30), (alice.OfflineDays, alice.Lost.Single(lost => lost is { Name: PolicyName.OfflineDays, Source: PolicySource.GroupPolicyOfPerson }).Value));
        Assert.All(new[] { null, "bob", "carol" }, other => Assert.False(Policy(person: other).SecurityKeySignIn));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("""[{"account":"","seen":"2026-11-23T03:00:00Z"}]""")]
    [InlineData("""[{"account":"Alice","seen":"2026-11-23T03:00:00Z"}]""")]
    [InlineData("""[{"account":"alice","seen":"2026-11-23T03:00:00Z"},{"account":"alice","seen":"2026-11-23T03:00:00Z"}]""")]
    [InlineData("""[{"account":"alice","seen":"2026-11-23T03:00:00Z","policies":{"settings":[{"name":"SecurityKeySignIn","value":7}],"readOn":"2026-11-23T03:00:00Z"}}]""")]
    public void D11_a_tampered_file_of_people_offers_keys_to_nobody(string content)
    {
        _folder.Write("policy-people.json", content);
        foreach (var policy in new[] { Policy(new DaemonSettings { SecurityKeySignIn = true }, "alice"), Policy(new DaemonSettings { SecurityKeySignIn = true }) })
            Assert.Equal((false, false), (policy.SecurityKeySignIn, policy.KeyList));
    }

    [Fact]
    public void A_policy_that_is_taken_away_leaves_what_was_below_it()
    {
        Write(PolicySource.GroupPolicy, new StoredPolicy(PolicyName.OfflineDays, 1, "Keys {1}"));
        Assert.Equal(1, Policy().OfflineDays);
        Write(PolicySource.GroupPolicy);
        Assert.Equal(14, Policy().OfflineDays);
        Assert.Equal(Now, Policy().Sources[PolicySource.GroupPolicy].ReadOn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"settings":[{"name":"SecurityKeySignIn","value":1}],"readOn":"2026-11-23T03:00:00Z""")]
    [InlineData("""{"settings":[{"name":"SecurityKeySignIn","value":2}],"readOn":"2026-11-23T03:00:00Z"}""")]
    [InlineData("""{"settings":[{"name":"OfflineDays","value":-1}],"readOn":"2026-11-23T03:00:00Z"}""")]
    [InlineData("""{"settings":[{"name":"OfflineDays","value":99999999999}],"readOn":"2026-11-23T03:00:00Z"}""")]
    [InlineData("""{"settings":[{"name":77,"value":1}],"readOn":"2026-11-23T03:00:00Z"}""")]
    [InlineData("""{"settings":[{"name":"Foreign","value":1}],"readOn":"2026-11-23T03:00:00Z"}""")]
    [InlineData("""{"settings":[{"name":"OfflineDays","value":1},{"name":"OfflineDays","value":2}],"readOn":"2026-11-23T03:00:00Z"}""")]
    [InlineData("""{"settings":[{"name":"OfflineDays","value":1,"by":"me"}],"readOn":"2026-11-23T03:00:00Z"}""")]
    [InlineData("""{"settings":[null],"readOn":"2026-11-23T03:00:00Z"}""")]
    [InlineData("""{"settings":[],"readOn":"2026-11-23T03:00:00Z","objects":[null]}""")]
    public void D11_a_tampered_file_is_refused_and_no_key_is_offered_whatever_the_others_say(string content)
    {
        _folder.Write("policy-management.json", content);
        Write(PolicySource.GroupPolicy, new StoredPolicy(PolicyName.SecurityKeySignIn, 1, "Keys {1}"), new StoredPolicy(PolicyName.KeyListRequest, 1, "Keys {1}"));
        Assert.Equal(Catalogue.Policies.KeptPolicyRefused, Files.Read(PolicySource.DeviceManagement).Refusal.Error);
        var policy = Policy(new DaemonSettings { SecurityKeySignIn = true });
        Assert.Equal((false, false), (policy.SecurityKeySignIn, policy.KeyList));
        Assert.Equal(Catalogue.Policies.KeptPolicyRefused, Assert.Single(policy.Refusals).Error);
    }

    [Fact]
    public void D11_a_file_that_others_may_write_is_refused()
    {
        Write(PolicySource.GroupPolicy, new StoredPolicy(PolicyName.SecurityKeySignIn, 1));
        File.SetUnixFileMode(_folder.Entry("policy-group.json"), (UnixFileMode)0b110_110_110);
        Assert.Equal((false, false), (Policy().SecurityKeySignIn, Policy().KeyList));
    }

    [Fact]
    public void What_was_read_of_the_domain_comes_back_as_it_was()
    {
        var kept = new StoredPolicies(
            [new StoredPolicy(PolicyName.OfflineDays, 3, "Desks {1}")],
            Now,
            [
                new StoredPolicyObject(Guid.NewGuid(), "Filtered", [], "DC=x", Skipped: "it has a WMI filter"),
                new StoredPolicyObject(Guid.NewGuid(), "Desks", [new StoredPolicyChange(PolicyName.OfflineDays, RegistryChangeKind.Set, 3)], "OU=Desks,DC=x", 7, Refused: "KW3283"),
            ]);
        Assert.True(Files.Write(PolicySource.GroupPolicy, kept).Succeeded);
        Assert.Equivalent(kept, Files.Read(PolicySource.GroupPolicy).Value, strict: true);
    }

    [Fact]
    public void What_is_out_of_range_is_not_written() =>
        Assert.Equal(Catalogue.Policies.ValueOutOfRange, Files.Write(PolicySource.DeviceManagement, [new StoredPolicy(PolicyName.OfflineDays, 3651)], Now).Refusal.Error);

    [Theory]
    [InlineData("""{"securityKeySignIn":true}""", true, null)]
    [InlineData("""{"offlineDays":0}""", null, 0)]
    [InlineData("{}", null, null)]
    public void Settings_tell_what_is_set_from_what_is_not(string content, bool? offered, int? days)
    {
        var settings = DaemonSettings.Read(_folder.Write("keywayd.json", content)).Value;
        Assert.Equal(offered, settings.SecurityKeySignIn);
        Assert.Equal(days, settings.OfflineDays);
    }

    private DevicePolicy Policy(DaemonSettings? settings = null, string? person = null) => DevicePolicy.Of(settings ?? new DaemonSettings(), Files, person);

    private void Write(PolicySource source, params StoredPolicy[] settings) => Assert.True(Files.Write(source, settings, Now).Succeeded);
}
