using System.Diagnostics;
using Keyway.Device.Daemon.People;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Tests.Daemon;

/// <summary>What a name service may say that a real one in order never does; the real one is in the lab (Keyway.EndToEnd).</summary>
public sealed class DomainUsersTests : IDisposable
{
    private const string Sid = "S-1-5-21-1-2-3-1103";
    private const string Alice = "echo 'alice:*:101103:100513::/home/alice:/bin/sh'";
    private static readonly DomainAccount Computer = new("corp.example", "PC2$", "/etc/krb5.keytab", Guid.NewGuid(), "S-1-5-21-1-2-3-1000");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("winbind")]
    [InlineData("sss")]
    public void The_sid_decides(string service)
    {
        var mapped = Users(Alice, "echo 101103", "files systemd " + service).Of(Issued(), Computer).Value;
        Assert.Equal(("alice", 101103u, "/home/alice", Sid), (mapped.Entry.Name, mapped.Entry.UserId, mapped.User.Home, mapped.User.Sid));
    }

    [Fact]
    public void The_services_are_asked_in_the_order_in_which_programs_ask_them()
    {
        const string Getent = """for key; do :; done; case $key in 7777) echo 'alice:*:7777:100::/home/alice:/bin/sh' ;; alice) echo 'alice:*:7777:100::/home/alice:/bin/sh' ;; *) exit 2 ;; esac""";
        const string Programs = """case $1 in name-service) echo 7777 ;; *) echo 101103 ;; esac""";
        Assert.Equal(7777u, Users(Getent, Programs, "files sss [NOTFOUND=continue] winbind").Of(Issued(), Computer).Value.Entry.UserId);
        Assert.Equal(Catalogue.Daemon.NameServiceIgnorant, Users(Getent, Programs, "files winbind sss").Of(Issued(), Computer).Refusal.Error);
        Assert.Equal(7777u, Users(Getent, """case $1 in name-service) echo 7777 ;; *) exit 1 ;; esac""", "files winbind sss").Of(Issued(), Computer).Value.Entry.UserId);
    }

    [Fact]
    public void D08_who_cannot_be_asked_for_by_sid_is_nobody()
    {
        Assert.Equal(Catalogue.Daemon.SidNotCompared, Users(Alice, "echo 101103", "files # sss").Of(Issued(), Computer).Refusal.Error);
        Assert.Equal(Catalogue.Daemon.SidNotCompared, Users(Alice, "echo missing", "files sss").Of(Issued(), Computer).Refusal.Error);
        Assert.Equal(Catalogue.Daemon.SidNotCompared, Users(Alice, "echo 101103").Of(People.Issued("alice@corp.example") with { OnPremises = new OnPremisesPerson("alice", "corp.example", null) }, Computer).Refusal.Error);
        foreach (var answer in new[] { "echo unknown", "echo error 5", "exit 1", "echo -1", "echo 101103 0", "echo 99999999999" })
            Assert.Equal(Catalogue.Daemon.NameServiceIgnorant, Users(Alice, answer, "files sss").Of(Issued(), Computer).Refusal.Error);
    }

    [Theory]
    [InlineData("alice:*:0:0::/root:/bin/sh")]
    [InlineData("alice:*:999:999::/home/alice:/bin/sh")]
    [InlineData("alice:*:65534:65534::/home/alice:/bin/sh")]
    [InlineData("alice:*:65535:65535::/home/alice:/bin/sh")]
    [InlineData("alice:*:4294967295:100::/home/alice:/bin/sh")]
    [InlineData("local:*:101103:100513::/home/alice:/bin/sh")]
    [InlineData("alice:*:1000:1000::/home/alice:/bin/sh")]
    public void D08_users_that_are_nobodys_to_give_are_refused(string line) =>
        Assert.Equal(Catalogue.Daemon.UserImpossible, Users($"echo '{line}'", "echo " + line.Split(':')[2]).Of(Issued(), Computer).Refusal.Error);

    [Fact]
    public void D08_a_number_that_another_service_gives_to_somebody_else_is_refused() => Assert.Equal(
        Catalogue.Daemon.UserImpossible,
        Users("""case $1 in --service=winbind) echo 'alice:*:101103:100513::/home/alice:/bin/sh' ;; *) echo 'mallory:*:101103:100513::/home/mallory:/bin/sh' ;; esac""", "echo 101103").Of(Issued(), Computer).Refusal.Error);

    [Fact]
    public void D08_a_name_that_has_been_given_to_somebody_else_is_refused() => Assert.Equal(
        Catalogue.Daemon.UserImpossible,
        Users("""for key; do :; done; case $key in alice) echo 'alice:*:101999:100513::/home/alice:/bin/sh' ;; *) echo 'alice:*:101103:100513::/home/alice:/bin/sh' ;; esac""", "echo 101103").Of(Issued(), Computer).Refusal.Error);

    [Fact]
    public void D08_a_number_whose_user_has_another_is_refused() => Assert.Equal(
        Catalogue.Daemon.UserImpossible,
        Users("""for key; do :; done; case $key in alice) echo 'alice:*:101103:100513::/home/alice:/bin/sh' ;; *) echo 'alice:*:101999:100513::/home/alice:/bin/sh' ;; esac""", "echo 101103").Of(Issued(), Computer).Refusal.Error);

    [Fact]
    public void D08_other_domains_and_people_of_none_are_refused()
    {
        var users = Users(Alice, "echo 101103");
        Assert.Equal(Catalogue.Daemon.OtherDomain, users.Of(Issued(domain: "other.example"), Computer).Refusal.Error);
        Assert.Equal(Catalogue.Daemon.NotOfDomain, users.Of(People.Issued("alice@corp.example"), Computer).Refusal.Error);
    }

    [Theory]
    [InlineData("sleep 60")]
    [InlineData("yes 'alice:*:101103:100513::/home/alice:/bin/sh'")]
    [InlineData("kill -SEGV $$")]
    public void D09_a_name_service_that_hangs_babbles_or_crashes_ends_the_sign_in_and_nothing_else(string getent)
    {
        var watch = Stopwatch.StartNew();
        Assert.False(Users(getent, "echo 101103").Of(Issued(), Computer).Succeeded);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("alice", true)]
    [InlineData(@"CORP\alice", true)]
    [InlineData(@"corp\Alice", true)]
    [InlineData("alice@corp.example", true)]
    [InlineData("alice.ng@contoso.com", true)]
    [InlineData(@"OTHER\alice", false)]
    [InlineData("alice@other.example", false)]
    [InlineData("bob", false)]
    [InlineData("mapped", false)]
    public void D08_a_name_means_a_person_only_when_the_name_service_or_its_form_says_so(string asked, bool meant) => Assert.Equal(
        meant,
        Users("""[ "$3" = mapped ] && echo 'mapped:*:5000:5000::/home/m:/bin/sh' || exit 2""", "exit 1")
            .IsMeant(asked, @"CORP\alice", 101103, new DomainUser("alice", "corp.example", 100513, "/home/alice"), "alice.ng@contoso.com").Value);

    [Fact]
    public void D08_without_the_server_a_name_that_was_given_to_another_number_opens_nothing()
    {
        var users = Users("echo 'alice:*:101999:100513::/home/alice:/bin/sh'", "exit 1");
        var account = new LocalAccount(Guid.NewGuid(), "alice", 101103, "alice@corp.example", [], Joined.Now, null, new DomainUser("alice", "corp.example", 100513, "/home/alice", Sid));
        Assert.Equal(Catalogue.Daemon.UserImpossible, users.Confirm(account, "alice").Refusal.Error);
    }

    private static IssuedToken Issued(string account = "alice", string domain = "corp.example") => People.Issued("alice.ng@contoso.com") with { OnPremises = new OnPremisesPerson(account, domain, Sid) };

    /// <param name="programs">What both programs that know SIDs do: wbinfo, and keyway, which asks sssd.</param>
    private DomainUsers Users(string getent, string programs, string services = "files winbind") => new(
        new NameService(
            TimeSpan.FromSeconds(2), Program("getent", getent), Program("wbinfo", programs), Program("keyway", programs), _folder.Write("nsswitch.conf", $"group: files\npasswd: {services}\n")),
        new LocalFiles(_folder.Write("passwd", "root:x:0:0::/root:/bin/sh\nlocal:x:1000:1000::/home/local:/bin/sh\n"), _folder.Write("group", "root:x:0:\n")));

    private string Program(string name, string script)
    {
        var path = _folder.Write(name, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
