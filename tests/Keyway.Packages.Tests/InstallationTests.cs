namespace Keyway.Packages;

/// <summary>The packages on a computer with systemd, installed, upgraded, removed and purged. dpkg runs there and nowhere else.</summary>
public sealed class InstallationTests(PackagesFixture packages) : IAsyncLifetime
{
    private Machine _machine = null!;

    public async ValueTask InitializeAsync() => _machine = await Machine.StartAsync(packages.Output);

    public ValueTask DisposeAsync() => _machine.DisposeAsync();

    [Fact]
    public async Task A_computer_gets_its_daemon_and_its_sign_in_and_gives_all_back()
    {
        await _machine.ShellAsync("useradd --create-home tess && echo tess:swordfish | chpasswd && printf '@include common-auth\\n@include common-account\\n@include common-session\\n' >/etc/pam.d/keyway-test");
        var before = await _machine.ChangesAsync();
        // Somebody who has signed in here before.
        await _machine.ShellAsync("""
            install -d -m 700 /var/lib/keyway && umask 077 && cat >/var/lib/keyway/people.json <<'END'
            [{"objectId":"80f7f625-4825-400a-9575-c0feecb81f7b","name":"alice","uid":1900000001,"userPrincipalName":"alice@contoso.corp.com","credentials":[],"lastSignIn":"2026-11-20T08:00:00+00:00","displayName":"Alice Ng"}]
            END
            """);

        var installed = await InstallAsync("keyway-device");
        Assert.DoesNotContain("arning", installed, StringComparison.Ordinal);
        Assert.StartsWith(await packages["keyway-device"].FieldAsync("Version"), await _machine.ShellAsync("keyway --version"), StringComparison.Ordinal);
        Assert.Contains("AzureAdJoined : NO", await _machine.ShellAsync("keyway status"), StringComparison.Ordinal);
        Assert.Contains("AzureAdJoined : NO", await _machine.ShellAsync("dsregcmd /status"), StringComparison.Ordinal);

        Assert.Equal("status", await _machine.ShellAsync("bash -c '. /usr/share/bash-completion/completions/keyway; COMP_LINE=\"keyway stat\" COMP_POINT=11 COMP_WORDS=(keyway stat) COMP_CWORD=1; _keyway_completion keyway; echo ${COMPREPLY[@]}'"));

        // Ahead of passwords, and what is refused is refused for good.
        var lines = (await _machine.ShellAsync("cat /etc/pam.d/common-auth")).Split('\n').ToList();
        var ours = lines.FindIndex(line => line.Contains("pam_keyway.so", StringComparison.Ordinal));
        Assert.InRange(ours, 0, lines.FindIndex(line => line.Contains("pam_unix.so", StringComparison.Ordinal)) - 1);
        Assert.Contains("auth_err=die perm_denied=die", lines[ours], StringComparison.Ordinal);
        foreach (var kind in (string[])["account", "session"])
            Assert.Contains("pam_keyway.so", await _machine.ShellAsync($"cat /etc/pam.d/common-{kind}"), StringComparison.Ordinal);

        // The daemon in its sandbox answers for names, and makes a home.
        Assert.Equal("active", await _machine.ShellAsync("systemctl is-active keywayd"));
        Assert.Equal("enabled", await _machine.ShellAsync("systemctl is-enabled keywayd"));
        Assert.StartsWith("alice:x:1900000001:1900000001:Alice Ng:/home/alice:", await _machine.ShellAsync("getent passwd alice"), StringComparison.Ordinal);
        await _machine.ShellAsync("pamtester keyway-test alice open_session");
        Assert.Equal("700 alice alice", await _machine.ShellAsync("stat --format='%a %U %G' /home/alice"));
        Assert.Equal("700 root root", await _machine.ShellAsync("stat --format='%a %U %G' /var/lib/keyway"));

        // Users of the computer's own sign in as ever.
        Assert.Contains("successfully authenticated", (await _machine.EnterAsync("swordfish\n", "pamtester", "keyway-test", "tess", "authenticate")).Said, StringComparison.Ordinal);
        Assert.False((await _machine.EnterAsync("sardine\n", "pamtester", "keyway-test", "tess", "authenticate")).Succeeded);

        // The sandbox is there: its own root may not write elsewhere, nor has it more than it needs.
        var daemon = await _machine.ShellAsync("systemctl show --property=MainPID --value keywayd");
        Assert.Contains("00000000000000cb", await _machine.ShellAsync($"grep CapBnd /proc/{daemon}/status"), StringComparison.Ordinal);
        Assert.Contains("NoNewPrivs:\t1", await _machine.ShellAsync($"grep NoNewPrivs /proc/{daemon}/status"), StringComparison.Ordinal);
        Assert.Contains("Seccomp:\t2", await _machine.ShellAsync($"grep Seccomp: /proc/{daemon}/status"), StringComparison.Ordinal);
        foreach (var (folder, mayWrite) in new[] { ("/etc", false), ("/usr", false), ("/var", false), ("/root", false), ("/run", false), ("/home", true), ("/tmp", true), ("/run/keyway", true), ("/var/lib/keyway", true) })
            Assert.True(mayWrite == (await _machine.RunAsync("nsenter", "--target", daemon, "--root", "--mount", "sh", "-c", $"touch {folder}/trial && rm {folder}/trial")).Succeeded, folder);

        // A daemon that dies comes back, and knows who is here.
        await _machine.ShellAsync($"kill -9 {daemon}");
        await _machine.WaitAsync($"test \"$(systemctl show --property=MainPID --value keywayd)\" != {daemon} && systemctl is-active keywayd && getent passwd alice");

        // Upgrade: settings and state stay.
        await _machine.ShellAsync("""mkdir -p /etc/keyway && echo '{"shell": "/bin/sh"}' >/etc/keyway/keywayd.json""");
        await InstallAsync("keyway-device");
        await _machine.WaitAsync("getent passwd alice | grep -q '/bin/sh$'");

        var removed = await DpkgAsync("--remove", "keyway-device");
        Assert.DoesNotContain("pam_keyway", await _machine.ShellAsync("cat /etc/pam.d/common-*"), StringComparison.Ordinal);
        Assert.False((await _machine.RunAsync("systemctl", "is-active", "keywayd")).Succeeded, removed);
        Assert.Equal("600", await _machine.ShellAsync("stat --format=%a /var/lib/keyway/people.json"));
        Assert.Contains("successfully authenticated", (await _machine.EnterAsync("swordfish\n", "pamtester", "keyway-test", "tess", "authenticate")).Said, StringComparison.Ordinal);

        await DpkgAsync("--purge", "keyway-device");
        var left = LeftBehind(before, await _machine.ChangesAsync());
        Assert.True(left.Length == 0, left);
    }

    [Fact]
    public async Task Who_is_signed_in_while_the_package_goes_is_told_of()
    {
        await _machine.ShellAsync("""
            install -d -m 700 /var/lib/keyway && umask 077 && cat >/var/lib/keyway/people.json <<'END'
            [{"objectId":"80f7f625-4825-400a-9575-c0feecb81f7b","name":"alice","uid":1900000001,"userPrincipalName":"alice@contoso.corp.com","credentials":[],"lastSignIn":"2026-11-20T08:00:00+00:00"}]
            END
            """);
        await InstallAsync("keyway-device");
        await _machine.ShellAsync("setsid setpriv --reuid=1900000001 --regid=1900000001 --clear-groups sleep 600 >/dev/null 2>&1 &");

        var removed = await DpkgAsync("--remove", "keyway-device");

        Assert.Contains("signed in now: alice.", removed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_starts_when_it_has_a_store_and_keeps_it_until_it_is_purged()
    {
        var before = await _machine.ChangesAsync();
        await InstallAsync("keyway-server");
        Assert.Equal("inactive", (await _machine.RunAsync("systemctl", "is-active", "keyway-server")).Output.Trim());
        Assert.Equal("enabled", await _machine.ShellAsync("systemctl is-enabled keyway-server"));

        // An address below 1024, which only the unit's one capability opens.
        await _machine.ShellAsync("sed -i 's,^KEYWAY_SERVER_URL=.*,KEYWAY_SERVER_URL=https://localhost,' /etc/default/keyway-server");
        var made = await _machine.ShellAsync("setpriv --reuid=keyway-server --regid=keyway-server --init-groups keyway-server init --data /var/lib/keyway-server --url https://localhost --tenant-name Contoso --tenant-domain contoso.corp.com");
        Assert.Contains("One-time code", made, StringComparison.Ordinal);
        await _machine.ShellAsync("systemctl start keyway-server");
        await AnswersAsync();
        Assert.Equal("keyway-server", await _machine.ShellAsync("ps --no-headers --format user:32 --pid $(systemctl show --property=MainPID --value keyway-server)"));
        Assert.Equal("700 600", await _machine.ShellAsync("echo $(stat --format=%a /var/lib/keyway-server /var/lib/keyway-server/key-encryption-key)"));

        // An upgrade asks nobody, and keeps what was edited.
        await InstallAsync("keyway-server");
        Assert.Contains("KEYWAY_SERVER_URL=https://localhost\n", await _machine.ShellAsync("cat /etc/default/keyway-server"), StringComparison.Ordinal);
        await AnswersAsync();

        await DpkgAsync("--remove", "keyway-server");
        await _machine.ShellAsync("test -s /var/lib/keyway-server/keyway.db && test -s /etc/default/keyway-server");
        await InstallAsync("keyway-server");
        await AnswersAsync();

        await DpkgAsync("--purge", "keyway-server");
        Assert.Equal(Accounts, LeftBehind(before, await _machine.ChangesAsync()));
        Assert.Contains(":!", await _machine.ShellAsync("grep keyway-server /etc/shadow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connector_is_off_until_it_is_configured()
    {
        var before = await _machine.ChangesAsync();
        await InstallAsync("keyway-connect");
        Assert.Contains("keyway-connect [command]", await _machine.ShellAsync("keyway-connect --help"), StringComparison.Ordinal);
        foreach (var unit in (string[])["keyway-connect-sync", "keyway-connect-passwords"])
            Assert.Equal("disabled", (await _machine.RunAsync("systemctl", "is-enabled", unit)).Output.Trim());

        // Without a domain it says so, and what it says comes from the program itself in its sandbox.
        await _machine.ShellAsync("""mkdir -p /etc/keyway && echo '{"domain": "contoso.corp.com", "server": "https://localhost"}' >/etc/keyway/connect.json && systemctl start keyway-connect-sync""");
        await _machine.WaitAsync("journalctl --no-pager --unit keyway-connect-sync | grep -E 'KW[0-9]{4}'");
        await _machine.ShellAsync("printf 'no keytab' >/etc/krb5.keytab && chmod 600 /etc/krb5.keytab && systemctl start keyway-connect-passwords");
        await _machine.WaitAsync("journalctl --no-pager --unit keyway-connect-passwords | grep -E 'KW[0-9]{4}.*'");
        Assert.DoesNotContain("Usage:", await _machine.ShellAsync("journalctl --no-pager --unit keyway-connect-passwords; systemctl stop keyway-connect-passwords; rm /etc/krb5.keytab"), StringComparison.Ordinal);

        await _machine.ShellAsync("echo '# ours' >>/etc/default/keyway-connect");
        await InstallAsync("keyway-connect");
        Assert.Contains("# ours", await _machine.ShellAsync("cat /etc/default/keyway-connect"), StringComparison.Ordinal);

        await DpkgAsync("--purge", "keyway-connect");
        Assert.Equal(Accounts, LeftBehind(before, await _machine.ChangesAsync()));
    }

    [Fact]
    public async Task A_companion_is_off_until_it_is_configured_and_then_holds_its_ports_alone()
    {
        var before = await _machine.ChangesAsync();
        await InstallAsync("keyway-keylist");
        Assert.Equal("disabled", (await _machine.RunAsync("systemctl", "is-enabled", "keyway-keylist")).Output.Trim());
        await _machine.ShellAsync("systemctl start keyway-keylist");
        Assert.Equal("inactive", (await _machine.RunAsync("systemctl", "is-active", "keyway-keylist")).Output.Trim());

        await _machine.ShellAsync("""
            mkdir -p /etc/keyway && cat >/etc/keyway/keylist.json <<'END'
            {"domain": "contoso.corp.com", "domainControllers": ["dc1.contoso.corp.com=127.0.0.99"], "listen": ["127.0.0.11"], "accountFile": "keylist-account.json"}
            END
            cat >/etc/keyway/keylist-account.json <<'END'
            {"domain": "contoso.corp.com", "name": "AzureADKerberos", "userPrincipalName": "AzureADKerberos$@contoso.corp.com", "password": "sardine"}
            END
            """);

        // Somebody else's file does not do, and is not tried again and again.
        Assert.False((await _machine.RunAsync("systemctl", "start", "keyway-keylist")).Succeeded);
        Assert.Contains("KW3703", await _machine.ShellAsync("chmod 600 /etc/keyway/keylist-account.json; systemctl reset-failed keyway-keylist; systemctl start keyway-keylist; journalctl --no-pager --unit keyway-keylist"), StringComparison.Ordinal);
        await _machine.ShellAsync("chown keyway-keylist: /etc/keyway/keylist-account.json && systemctl reset-failed keyway-keylist; systemctl enable --now keyway-keylist");
        Assert.Equal("active", await _machine.ShellAsync("systemctl is-active keyway-keylist"));
        var service = await _machine.ShellAsync("systemctl show --property=MainPID --value keyway-keylist");
        Assert.Equal("keyway-keylist", await _machine.ShellAsync($"ps --no-headers --format user:32 --pid {service}"));
        Assert.Contains("CapBnd:\t0000000000000400", await _machine.ShellAsync($"cat /proc/{service}/status"), StringComparison.Ordinal);

        // No domain controller is there: it says so to the client (KRB-ERROR) and in its log, and goes on.
        Assert.StartsWith("7e", await _machine.ShellAsync("printf '\\0\\0\\0\\004abcd' | timeout 15 bash -c 'exec 3<>/dev/tcp/127.0.0.11/88; cat >&3; head -c 64 <&3' | tail -c +5 | od -An -tx1 | tr -d ' \\n'"), StringComparison.Ordinal);
        await _machine.WaitAsync("journalctl --no-pager --unit keyway-keylist | grep keys-failed");

        // An upgrade leaves it running, the purge nothing.
        await InstallAsync("keyway-keylist");
        Assert.Equal("active", await _machine.ShellAsync("systemctl is-active keyway-keylist"));
        await DpkgAsync("--purge", "keyway-keylist");
        Assert.Equal(Accounts, LeftBehind(before, await _machine.ChangesAsync()));
    }

    /// <summary>The accounts of services stay, locked, and with them their lines and the copies of before.</summary>
    private static string Accounts => "/etc/group\n/etc/group-\n/etc/gshadow\n/etc/gshadow-\n/etc/passwd\n/etc/passwd-\n/etc/shadow\n/etc/shadow-";

    private static string LeftBehind(IReadOnlySet<string> before, IReadOnlySet<string> after) => string.Join('\n', after.Except(before).Order(StringComparer.Ordinal));

    private Task<string> InstallAsync(string package) => DpkgAsync("--install", "/run/packages/" + Path.GetFileName(packages[package].File));

    private async Task<string> DpkgAsync(string action, string what)
    {
        var result = await _machine.RunAsync("dpkg", action, what);
        Assert.True(result.Succeeded, $"dpkg {action} {what}: {result.Said}\n{await _machine.JournalAsync()}");
        return result.Said;
    }

    private Task AnswersAsync() => _machine.WaitAsync("curl --silent --fail --cacert /var/lib/keyway-server/tls/ca.pem https://localhost/health");
}
