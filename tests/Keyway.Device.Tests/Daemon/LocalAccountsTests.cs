using Keyway.Device.Daemon.People;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Tests.Daemon;

public sealed class LocalAccountsTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly LocalFiles _local;

    public LocalAccountsTests() =>
        _local = new LocalFiles(_folder.Write("passwd", "root:x:0:0::/root:/bin/sh\nlocal:x:1000:1000::/home/local:/bin/sh\n"), _folder.Write("group", "root:x:0:\nwheel:x:10:\n"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Who_has_signed_in_is_known_after_a_restart()
    {
        var first = Open().Welcome(People.Issued("alice@contoso.com", "Alice Ng"), [1, 2, 3]).Value;

        var again = Open().Find("alice")!;

        Assert.Equal((first.Name, first.UserId, first.ObjectId, first.DisplayName), (again.Name, again.UserId, again.ObjectId, again.DisplayName));
        Assert.Equal(first.Credentials, again.Credentials);
    }

    [Fact]
    public void Users_of_a_domain_are_kept_and_no_two_people_share_one()
    {
        var user = new DomainUser("alice", "corp.example", 100513, "/home/CORP/alice", "S-1-5-21-1-2-3-1103");
        var entry = new PasswdEntry(@"CORP\alice", 101103, 100513, "/home/CORP/alice");
        var accounts = Open();
        Assert.Equal("/home/CORP/alice", accounts.Welcome(People.Issued("alice@contoso.com"), [1], (entry, user)).Value.Home);
        Assert.Equal(101103u, Open().FindCalled("ALICE@corp.example")!.UserId);
        Assert.Null(Open().FindCalled(@"OTHER\alice"));

        var other = user with { Sid = "S-1-5-21-1-2-3-1104" };
        Assert.Equal(Catalogue.Daemon.UserImpossible, accounts.Welcome(People.Issued("mallory@contoso.com"), [2], (entry, other)).Refusal.Error);

        // The same account of the domain, synced anew: another person for the server, the same user here.
        Assert.True(accounts.Welcome(People.Issued("alice.new@contoso.com"), [3], (entry, user)).Succeeded);
        Assert.Single(Open().All);

        // And with another number, too.
        Assert.Equal(70001u, accounts.Welcome(People.Issued("alice.again@contoso.com"), [4], (entry with { UserId = 70001 }, user)).Value.UserId);
        Assert.Equal(70001u, Assert.Single(Open().All).UserId);
    }

    [Fact]
    public void D07_a_long_display_name_is_cut_and_a_long_user_principal_name_refused()
    {
        var accounts = Open();
        Assert.Equal(256, accounts.Welcome(People.Issued("alice@contoso.com", new string('<', 30_000)), [1]).Value.DisplayName!.Length);
        Assert.Equal(Catalogue.Daemon.NameImpossible, accounts.Welcome(People.Issued(new string('a', 1100) + "@contoso.com"), [1]).Refusal.Error);
    }

    [Fact]
    public void A_new_name_in_the_directory_keeps_user_number_and_home()
    {
        var accounts = Open();
        var before = accounts.Welcome(People.Issued("alice@contoso.com"), [1]).Value;

        var after = accounts.Welcome(People.Issued("alice.meyer@contoso.com", id: before.ObjectId), [1]).Value;

        Assert.Equal((before.Name, before.UserId, before.Home), (after.Name, after.UserId, after.Home));
        Assert.Equal("alice.meyer@contoso.com", after.UserPrincipalName);
        Assert.Single(Open().All);
    }

    [Theory]
    [InlineData("root@contoso.com")]
    [InlineData("ROOT@contoso.com")]
    [InlineData("local@contoso.com")]
    [InlineData("wheel@contoso.com")]
    public void D08_nobody_takes_a_name_that_the_computer_has(string upn) =>
        Assert.Equal(Catalogue.Daemon.NameTaken, Open().Welcome(People.Issued(upn), [1]).Refusal.Error);

    [Fact]
    public void D08_two_people_of_one_name_are_not_one_user()
    {
        var accounts = Open();
        Assert.True(accounts.Welcome(People.Issued("alice@contoso.com"), [1]).Succeeded);

        Assert.Equal(Catalogue.Daemon.NameTaken, accounts.Welcome(People.Issued("alice@fabrikam.com"), [2]).Refusal.Error);
    }

    [Theory]
    [InlineData("a:b@contoso.com")]
    [InlineData("../etc@contoso.com")]
    public void D08_a_name_that_is_none_is_refused(string upn) => Assert.Equal(Catalogue.Daemon.NameImpossible, Open().Welcome(People.Issued(upn), [1]).Refusal.Error);

    [Theory]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("""[{"objectId":"00000000-0000-0000-0000-000000000001","name":"root","uid":0,"userPrincipalName":"x","credentials":[],"lastSignIn":"2026-01-01T00:00:00Z"}]""")]
    [InlineData("""[{"objectId":"00000000-0000-0000-0000-000000000001","name":"../x","uid":1879048192,"userPrincipalName":"x","credentials":[],"lastSignIn":"2026-01-01T00:00:00Z"}]""")]
    public void A_file_that_we_did_not_write_is_refused(string content)
    {
        _folder.Write("people.json", content);

        Assert.Equal(Catalogue.Device.StateDamaged, LocalAccounts.Open(new DeviceFolder(_folder.Path), _local).Refusal.Error);
    }

    private LocalAccounts Open() => LocalAccounts.Open(new DeviceFolder(_folder.Path), _local).Value;
}
