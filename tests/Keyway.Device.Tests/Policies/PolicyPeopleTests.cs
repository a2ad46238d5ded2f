using Keyway.Device.Daemon.People;
using Keyway.Device.Policies;
using Keyway.Device.State;

namespace Keyway.Device.Tests.Policies;

public sealed class PolicyPeopleTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly PolicyPeople _people;

    public PolicyPeopleTests() =>
        _people = new PolicyPeople(new DeviceFolder(_folder.Path), new LocalFiles(_folder.Write("passwd", "tess:x:1000:1000::/home/tess:/bin/sh\n"), _folder.Write("group", "")), _ => { }, TimeProvider.System);

    public void Dispose()
    {
        _people.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Who_signs_in_is_noted_once_under_the_account_of_any_form_of_the_name()
    {
        JoinDomain();
        foreach (var name in (string[])["alice", @"CORP\Alice", "ALICE@corp.example", "bob"])
            _people.Note(name);

        Assert.Equal(["alice", "bob"], Noted().Select(person => person.Account).Order());
        Assert.All(Noted(), person => Assert.Null(person.Policies));
        Assert.True(_people.SomebodyNewAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        _people.Note("alice");
        Assert.False(_people.SomebodyNewAsync(TestContext.Current.CancellationToken).IsCompleted);
    }

    [Theory]
    [InlineData("tess")]
    [InlineData("")]
    [InlineData("../alice")]
    [InlineData("a:b")]
    [InlineData("alice\n")]
    [InlineData("-u")]
    public void D08_users_of_the_computer_itself_and_hostile_names_are_not_noted(string name)
    {
        JoinDomain();
        _people.Note(name);
        Assert.Empty(Noted());
    }

    [Fact]
    public void A_computer_without_a_domain_notes_nobody()
    {
        Joined.Write(_folder);
        _people.Note("alice");
        Assert.Empty(Noted());
    }

    [Fact]
    public void D08_many_names_push_out_the_oldest_and_grow_nothing()
    {
        JoinDomain();
        for (var number = 0; number < 70; number++)
            _people.Note($"user{number}");
        Assert.Equal(64, Noted().Count);
        Assert.Contains(Noted(), person => person.Account == "user69");
        Assert.DoesNotContain(Noted(), person => person.Account == "user0");
    }

    private IReadOnlyList<PersonPolicies> Noted() => new PolicyFiles(new DeviceFolder(_folder.Path)).ReadPeople().Value;

    private void JoinDomain()
    {
        var device = Joined.Write(_folder);
        Assert.True(new DeviceState(new DeviceFolder(_folder.Path)).Write(device with { Domain = new DomainAccount("corp.example", "PC2$", "/etc/krb5.keytab", Guid.NewGuid(), "S-1-5-21-1-2-3-1104") }).Succeeded);
    }
}
