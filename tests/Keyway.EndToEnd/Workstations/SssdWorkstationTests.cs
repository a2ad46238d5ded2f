using System.Diagnostics;
using System.Globalization;
using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Lab;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Workstations;

/// <summary>Sign-in at PC2 while it has its users from a real sssd. Its winbindd runs on beside, as it does for file shares: nobody may be taken for whom winbind numbers.</summary>
[Collection(LabCollection.Name)]
public sealed class SssdWorkstationTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Full = "alice@" + Domain.DnsName;
    private const string Short = @"CONTOSO\alice";
    private const string AliceDn = "CN=Alice Ng,CN=Users," + Domain.BaseDn;

    private static readonly string[] Forms = ["alice", "ALICE", Full, "Alice@CONTOSO.corp.com", Short, @"contoso\Alice"];

    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken, inDomain: true);
    private RunningComponent? _sssd;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Assert.True((await _desk.RunAsync("sed", "-i", "s/winbind/sss/", "/etc/nsswitch.conf")).Succeeded);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await fixture.Lab.DomainWorkstation.RunAsync("sed", ["-i", "s/sss/winbind/", "/etc/nsswitch.conf"], CancellationToken.None);
        _desk.Dispose();
    }

    [Fact]
    public async Task A_key_opens_sssds_own_user_with_home_and_tickets()
    {
        await StartAsync();
        _desk.Insert("alice");

        var result = await _desk.LogInAsync("alice");

        Assert.True(result.Succeeded, result.Said);
        var passwd = (await _desk.RunAsync("getent", "--service=sss", "passwd", "alice")).Output.Trim().Split(':');
        var (name, uid, gid, home) = (passwd[0], passwd[2], passwd[3], passwd[5]);
        Assert.Equal(("alice", $"/home/{Domain.DnsName}/alice"), (name, home));
        Assert.NotEqual(uid, (await _desk.RunAsync("wbinfo", "--sid-to-uid=" + await SidAsync())).Output.Trim());
        Assert.Equal($"700 {uid} {gid}", (await _desk.RunAsync("stat", "-c", "%a %u %g", home)).Output.Trim());
        Assert.Equal($"600 {uid} {gid}", (await _desk.RunAsync("stat", "-c", "%a %u %g", $"/tmp/krb5cc_{uid}")).Output.Trim());
        Assert.Contains("(security key users)", (await _desk.RunAsync("id", "alice")).Output, StringComparison.Ordinal);
        var share = await _desk.RunAsync("setpriv", $"--reuid={uid}", $"--regid={gid}", "--clear-groups", "smbclient", "--use-kerberos=required", Domain.Share, "-c", "ls");
        Assert.True(share.Succeeded, share.Said);

        foreach (var form in Forms)
        {
            result = await _desk.AuthenticateAsync(form);
            Assert.True(result.Succeeded, form + ": " + result.Said);
        }

        var su = await _desk.AtTerminalAsync("setpriv --reuid=65534 --regid=65534 --clear-groups su - ALICE -c {id -u; pwd}");
        Assert.Equal([uid, home], su.Output.Split('\n', StringSplitOptions.TrimEntries).Intersect([uid, home]));
        Assert.Contains("✓ Names: passwd and group ask sss\n", (await DoctorAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fully_qualified_names_mean_the_same_people()
    {
        await StartAsync("use_fully_qualified_names = true", "fallback_homedir = /home/%u");
        _desk.Insert("alice");

        foreach (var form in Forms)
        {
            var result = await _desk.AuthenticateAsync(form);
            Assert.True(result.Succeeded, form + ": " + result.Said);
        }

        Assert.False((await _desk.RunAsync("getent", "passwd", "alice")).Succeeded);
        var passwd = (await _desk.RunAsync("getent", "passwd", Full)).Output.Split(':');
        Assert.Equal((Full, "/home/alice"), (passwd[0], passwd[5]));

        // The name that was typed is nobody's; the shell is that of whom the key is.
        var login = await _desk.Computer.RunAsync(
            "expect",
            ["-c", """
                set timeout 30; spawn -noecho login; expect "login: "; send "alice\r"; expect -re {PIN of your security key: }; send "[gets stdin]\r"
                expect -re {\$ $}; send "id -u; pwd; klist -s && echo ticket in \$KRB5CCNAME; exit\r"; expect eof
                """],
            Cancellation, _desk.Pin);
        Assert.Contains($"{passwd[2]}\n/home/alice\nticket in FILE:/tmp/krb5cc_{passwd[2]}\n", login.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D06_a_locked_screen_opens_without_the_server_for_sssds_user()
    {
        await StartAsync();
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        var number = await _desk.UserIdAsync("alice");
        fixture.Lab.KillServer();
        try
        {
            var own = await _desk.AuthenticateAsync("alice", asUser: number);
            var otherName = await _desk.AuthenticateAsync(@"FABRIKAM\alice");

            Assert.True(own.Succeeded, own.Said);
            Assert.Contains("Opened without the network", own.Said, StringComparison.Ordinal);
            Assert.False(otherName.Succeeded);
        }
        finally
        {
            await fixture.Lab.RestartServerAsync(Cancellation);
        }
    }

    [Fact]
    public async Task D08_whoever_is_not_alice_of_this_domain_is_not_opened_by_her_key()
    {
        await StartAsync();
        _desk.Insert("alice");
        foreach (var (user, asked) in new[] { ("root", false), (@"CONTOSO\bob", true), (@"FABRIKAM\alice", true), ("alice@fabrikam.corp.com", true) })
        {
            var result = await _desk.AuthenticateAsync(user, asked ? null : "x\nx\n");
            Assert.False(result.Succeeded, user);
            Assert.Equal(asked, result.Said.Contains("KW3206", StringComparison.Ordinal));
        }

        var number = await _desk.UserIdAsync("alice");
        foreach (var (line, code) in new[] { ("alice:x:4711:4711::/nonexistent:/bin/false", (string?)null), (string.Create(CultureInfo.InvariantCulture, $"mallory:x:{number}:{number}::/home/mallory:/bin/bash"), "KW3234") })
        {
            await _desk.RunAsync("sh", "-c", $"echo '{line}' >>/etc/passwd");
            try
            {
                var result = await _desk.AuthenticateAsync("alice");
                Assert.False(result.Succeeded);
                Assert.Contains(code ?? string.Empty, result.Said, StringComparison.Ordinal);
            }
            finally
            {
                await _desk.RunAsync("sed", "-i", "$d", "/etc/passwd");
            }
        }
    }

    [Fact]
    public async Task D08_a_name_that_the_domain_gave_to_somebody_else_since_the_last_sync_is_theirs()
    {
        using var seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        const string Newcomer = "CN=Alice Newcomer,CN=Users," + Domain.BaseDn;
        await StartAsync();
        var number = await _desk.UserIdAsync("alice");
        _desk.Insert("alice");
        await RenameAsync(seat, "alicia");
        try
        {
            Assert.Null(await seat.Connection.AddAsync(Newcomer, [new("objectClass", "user"), new("sAMAccountName", "alice")], cancellationToken: Cancellation));
            await StartAsync();

            // The identity server says alice still; who that is now has another SID.
            var theirs = await _desk.UserIdAsync("alice");
            Assert.NotEqual(number, theirs);
            Assert.Contains("KW3206", (await _desk.AuthenticateAsync("alice")).Said, StringComparison.Ordinal);

            var renamed = await _desk.LogInAsync("alicia");
            Assert.True(renamed.Succeeded, renamed.Said);
            Assert.Equal(number, await _desk.UserIdAsync("alicia"));
        }
        finally
        {
            await seat.Connection.DeleteAsync(Newcomer, CancellationToken.None);
            await RenameAsync(seat, "alice");
            await fixture.Lab.Administration.SyncAsync(LabDomain.Contoso, CancellationToken.None);
        }
    }

    [Fact]
    public async Task D08_numbers_that_the_administrator_gives_by_hand_are_whose_they_are_now()
    {
        await StartAsync();
        _desk.Insert("alice");
        var number = await _desk.UserIdAsync("alice");
        var session = Path.Combine(fixture.Lab.Folder.DomainDevice, $"session-{number}.json");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        Assert.True(File.Exists(session));
        await OverrideAsync("user-add", Full, "--name", "al", "--uid", "70001", "--home", "/home/al");
        var result = await _desk.LogInAsync("alice");
        Assert.True(result.Succeeded, result.Said);

        // Whoever gets her former number finds nothing of hers.
        Assert.False(File.Exists(session));
        Assert.False((await _desk.RunAsync("test", "-e", $"/tmp/krb5cc_{number}")).Succeeded);
        Assert.True((await _desk.RunAsync("test", "-e", "/tmp/krb5cc_70001")).Succeeded);
        Assert.Equal("700 70001", (await _desk.RunAsync("stat", "-c", "%a %u", "/home/al")).Output.Trim());

        // sssd's answer to her SID is the number of before, which is bob's now.
        await OverrideAsync("user-del", Full);
        await OverrideAsync("user-add", "bob@" + Domain.DnsName, "--uid", number.ToString(CultureInfo.InvariantCulture));
        Assert.StartsWith("bob:", (await _desk.RunAsync("getent", "passwd", number.ToString(CultureInfo.InvariantCulture))).Output, StringComparison.Ordinal);
        Assert.Contains("KW3233", (await _desk.AuthenticateAsync("alice")).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D09_an_sssd_that_hangs_or_is_dead_or_cannot_be_asked_for_sids_opens_nothing()
    {
        await StartAsync();
        _desk.Insert("alice");
        await SignalAsync("STOP");
        var watch = Stopwatch.StartNew();
        var hanging = await _desk.AuthenticateAsync("alice");
        Assert.Contains("KW3232", hanging.Said, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));

        await StopAsync();
        Assert.Contains("KW3233", (await _desk.AuthenticateAsync("alice")).Said, StringComparison.Ordinal);

        await StartAsync();
        var library = (await _desk.RunAsync("sh", "-c", "readlink -f /usr/lib/*/libsss_nss_idmap.so.0")).Output.Trim();
        Assert.True((await _desk.RunAsync("mount", "--bind", "/dev/null", library)).Succeeded);
        try
        {
            Assert.Contains("KW3238", (await _desk.AuthenticateAsync("alice")).Said, StringComparison.Ordinal);
            Assert.Contains("✗ Names: The name service of this computer cannot be asked for the person's SID. (KW3238)", (await DoctorAsync()).Output, StringComparison.Ordinal);
        }
        finally
        {
            await _desk.RunAsync("umount", library);
        }
    }

    private static async Task RenameAsync(DirectorySeat seat, string account) => Assert.Null(await seat.Connection.ModifyAsync(
        AliceDn, [LdapChange.Replace("sAMAccountName", account), LdapChange.Replace("userPrincipalName", Domain.Upn(account))], cancellationToken: CancellationToken.None));

    /// <summary>Starts it anew, with nothing that an earlier one knew.</summary>
    private async Task StartAsync(params string[] settings)
    {
        await StopAsync();
        await _desk.RunAsync("sh", "-c", "rm --force /var/lib/sss/db/* /var/lib/sss/mc/*");
        _sssd = await _desk.Computer.StartSssdAsync(Cancellation, settings);
    }

    private async Task OverrideAsync(params string[] arguments)
    {
        var result = await _desk.RunAsync("sss_override", arguments);
        Assert.True(result.Succeeded, result.Said);
        await StopAsync();
        _sssd = await _desk.Computer.StartSssdAsync(Cancellation);
    }

    private async Task StopAsync()
    {
        if (_sssd is null)
            return;
        await SignalAsync("KILL");
        ProcessSweep.Kill(_sssd);
        _sssd = null;
    }

    // Each of its processes leads a group of its own.
    private async Task SignalAsync(string signal) => Assert.True(
        (await _desk.Computer.RunAsync("pkill", ["--signal", signal, "--session", _sssd!.ProcessId.ToString(CultureInfo.InvariantCulture)], CancellationToken.None)).Succeeded);

    private async Task<string> SidAsync() => (await _desk.RunAsync("wbinfo", "-n", Short)).Output.Split(' ')[0];

    private Task<ToolResult> DoctorAsync() => _desk.RunAsync(
        BuiltPrograms.Device, "--state", fixture.Lab.Folder.DomainDevice, "doctor", "--settings", Path.Combine(fixture.Lab.Folder.DomainWorkstation, "keywayd.json"));
}
