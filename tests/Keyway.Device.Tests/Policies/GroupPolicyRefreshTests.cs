using Keyway.Device.Policies;
using Keyway.Device.State;

namespace Keyway.Device.Tests.Policies;

public sealed class GroupPolicyRefreshTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
    private readonly TestFolder _folder = new();

    private PolicyFiles Files => new(new DeviceFolder(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void D11_a_reading_that_began_earlier_and_ends_later_does_not_bring_back_what_it_read()
    {
        Assert.True(GroupPolicyRefresh.Keep(Files, Answer(Now.AddMinutes(1), 0, "alice"), default).Succeeded);
        Assert.True(GroupPolicyRefresh.Keep(Files, Answer(Now, 1, "alice", "bob"), default).Succeeded);

        Assert.Equal((0, Now.AddMinutes(1)), (Assert.Single(Files.Read(PolicySource.GroupPolicy).Value.Settings).Value, Files.Read(PolicySource.GroupPolicy).Value.ReadOn));
        Assert.Equal("alice", Assert.Single(Files.ReadPeople().Value).Account);
    }

    [Fact]
    public void A_clock_that_was_put_back_stops_no_reading()
    {
        Assert.True(GroupPolicyRefresh.Keep(Files, Answer(Now, 1, "alice"), default).Succeeded);
        Assert.True(GroupPolicyRefresh.Keep(Files, Answer(Now.AddYears(-1), 0, "bob"), Now).Succeeded);

        Assert.Equal(0, Assert.Single(Files.Read(PolicySource.GroupPolicy).Value.Settings).Value);
    }

    [Fact]
    public void Who_signed_in_during_the_reading_stays_noted()
    {
        Assert.True(Files.WritePeople([new PersonPolicies("gone", Now.AddMinutes(-1)), new PersonPolicies("new", Now.AddMinutes(1))]).Succeeded);
        Assert.True(GroupPolicyRefresh.Keep(Files, Answer(Now, 1, "alice"), default).Succeeded);

        Assert.Equal(["alice", "new"], Files.ReadPeople().Value.Select(person => person.Account).Order());
    }

    private static GroupPolicyAnswer Answer(DateTimeOffset readOn, int value, params string[] people) => new(
        new StoredPolicies([new StoredPolicy(PolicyName.SecurityKeySignIn, value, "Keys {1}")], readOn, []),
        [.. people.Select(person => new PersonPolicies(person, readOn.AddDays(-1), new StoredPolicies([], readOn, [])))]);
}
