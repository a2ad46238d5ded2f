using System.Diagnostics;
using System.Globalization;
using Keyway.Lab;

namespace Keyway.EndToEnd.Workstations;

/// <summary>Sign-in at PC2, a hybrid joined computer: its users are those of the domain, known to it by winbind.</summary>
[Collection(LabCollection.Name)]
public sealed class DomainWorkstationTests(LabFixture fixture) : IDisposable
{
    private const string Short = @"CONTOSO\alice";

    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken, inDomain: true);

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task A_key_opens_the_domains_own_user_with_home_and_tickets()
    {
        _desk.Insert("alice");

        var result = await _desk.LogInAsync("alice");

        Assert.True(result.Succeeded, result.Said);
        var passwd = (await _desk.RunAsync("getent", "passwd", Short)).Output.Trim().Split(':');
        var (uid, gid) = (passwd[2], passwd[3]);
        Assert.Equal(uid, (await _desk.RunAsync("wbinfo", "--sid-to-uid=" + (await _desk.RunAsync("wbinfo", "-n", Short)).Output.Split(' ')[0])).Output.Trim());
        Assert.Equal("/home/CONTOSO/alice", passwd[5]);
        Assert.Equal($"700 {uid} {gid}", (await _desk.RunAsync("stat", "-c", "%a %u %g", passwd[5])).Output.Trim());
        Assert.Equal("755 0 0", (await _desk.RunAsync("stat", "-c", "%a %u %g", "/home/CONTOSO")).Output.Trim());
        Assert.Equal($"600 {uid} {gid}", (await _desk.RunAsync("stat", "-c", "%a %u %g", $"/tmp/krb5cc_{uid}")).Output.Trim());
        Assert.Contains("security key users", (await _desk.RunAsync("id", Short)).Output, StringComparison.Ordinal);
        Assert.False((await _desk.RunAsync("getent", "--service=systemd", "passwd", Short)).Succeeded);

        var share = await _desk.RunAsync("setpriv", $"--reuid={uid}", $"--regid={gid}", "--clear-groups", "smbclient", "--use-kerberos=required", Domain.Share, "-c", "ls");
        Assert.True(share.Succeeded, share.Said);
    }

    [Fact]
    public async Task Every_form_of_a_name_means_the_same_person()
    {
        _desk.Insert("alice");
        foreach (var name in new[] { "alice", Short, @"contoso\ALICE", "alice@contoso.corp.com", "ALICE@CONTOSO.CORP.COM" })
        {
            var result = await _desk.AuthenticateAsync(name);
            Assert.True(result.Succeeded, name + ": " + result.Said);
        }

        var su = await _desk.AtTerminalAsync("setpriv --reuid=65534 --regid=65534 --clear-groups su - CONTOSO\\\\alice -c {id -un; pwd}");
        var lines = su.Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains(Short, lines);
        Assert.Contains("/home/CONTOSO/alice", lines);
    }

    [Theory]
    [InlineData("root", false)]
    [InlineData("101103", false)]
    [InlineData("../alice", false)]
    [InlineData("alice:x", false)]
    [InlineData("alice\u202e", false)]
    [InlineData(@"CONTOSO\bob", true)]
    [InlineData(@"FABRIKAM\alice", true)]
    [InlineData("alice@fabrikam.corp.com", true)]
    public async Task D08_whoever_is_not_alice_of_this_domain_is_not_opened_by_her_key(string user, bool asked)
    {
        _desk.Insert("alice");

        var result = await _desk.AuthenticateAsync(user, asked ? null : "x\nx\n");

        Assert.False(result.Succeeded);
        Assert.Equal(asked ? 1 : 0, WorkstationDesk.PinQuestions(result));
        Assert.Equal(asked, result.Said.Contains("KW3206", StringComparison.Ordinal));
    }

    [Fact]
    public async Task D08_somebody_without_an_account_in_the_domain_has_no_user_here()
    {
        _desk.Insert("admin");

        var result = await _desk.AuthenticateAsync("admin");

        Assert.False(result.Succeeded);
        Assert.Contains("KW3230", result.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D08_users_of_the_computer_itself_are_nobodys()
    {
        _desk.Insert("alice");
        var number = await _desk.UserIdAsync(Short);
        foreach (var (line, code) in new[] { ("alice:x:4711:4711::/nonexistent:/bin/false", (string?)null), (string.Create(CultureInfo.InvariantCulture, $"mallory:x:{number}:{number}::/home/mallory:/bin/bash"), "KW3234") })
        {
            Assert.True((await _desk.RunAsync("sh", "-c", $"echo '{line}' >>/etc/passwd")).Succeeded);
            try
            {
                var result = await _desk.AuthenticateAsync("alice");
                Assert.False(result.Succeeded);
                Assert.Equal(code is null ? 0 : 1, WorkstationDesk.PinQuestions(result));
                Assert.Contains(code ?? string.Empty, result.Said, StringComparison.Ordinal);
            }
            finally
            {
                await _desk.RunAsync("sed", "-i", "$d", "/etc/passwd");
            }
        }
    }

    [Fact]
    public async Task D06_a_locked_screen_opens_without_the_server_for_its_own_user()
    {
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        var number = await _desk.UserIdAsync(Short);
        fixture.Lab.KillServer();
        try
        {
            var own = await _desk.AuthenticateAsync(Short, asUser: number);
            var otherName = await _desk.AuthenticateAsync(@"FABRIKAM\alice");

            Assert.True(own.Succeeded, own.Said);
            Assert.Contains("Opened without the network", own.Said, StringComparison.Ordinal);
            Assert.False(otherName.Succeeded);
        }
        finally
        {
            await fixture.Lab.RestartServerAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task D09_a_name_service_that_hangs_is_given_up()
    {
        _desk.Insert("alice");
        Assert.True((await _desk.AuthenticateAsync("alice")).Succeeded);
        fixture.Lab.DomainWorkstation.SignalWinbind(19);
        var watch = Stopwatch.StartNew();
        try
        {
            var result = await _desk.AuthenticateAsync("alice");

            Assert.False(result.Succeeded);
            Assert.Contains("KW3232", result.Said, StringComparison.Ordinal);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        }
        finally
        {
            fixture.Lab.DomainWorkstation.SignalWinbind(18);
        }
    }
}
