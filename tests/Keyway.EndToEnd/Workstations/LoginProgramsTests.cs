using System.Text.Json.Nodes;
using Keyway.Lab;

namespace Keyway.EndToEnd.Workstations;

/// <summary>The programs by which people come in: login, sudo and ssh, the real ones, with their own PAM services.</summary>
[Collection(LabCollection.Name)]
public sealed class LoginProgramsTests(LabFixture fixture) : IDisposable
{
    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task Login_asks_for_the_key_and_starts_a_shell_with_a_ticket()
    {
        _desk.Insert("alice");

        var result = await _desk.Computer.RunAsync(
            "expect",
            ["-c", """
                set timeout 30; spawn -noecho login; expect "login: "; send "alice\r"; expect -re {PIN of your security key: }; send "[gets stdin]\r"
                expect -re {\$ $}; send "id -un; pwd; klist -s && echo ticket in \$KRB5CCNAME; exit\r"; expect eof
                """],
            TestContext.Current.CancellationToken, _desk.Pin);

        var lines = result.Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains("Touch your security key now.", lines);
        Assert.Contains("/home/alice", lines);
        Assert.Contains($"ticket in FILE:/tmp/krb5cc_{await _desk.UserIdAsync("alice")}", lines);
    }

    [Fact]
    public async Task Login_without_a_name_asks_whose_account_of_the_key_is_meant()
    {
        await fixture.Lab.Administration.RegisterSharedKeyAsync("shared", ["alice@contoso.corp.com", "grace@contoso.corp.com"], TestContext.Current.CancellationToken);
        _desk.Insert("shared");

        var result = await _desk.Computer.RunAsync(
            "expect",
            ["-c", """
                set timeout 30; spawn -noecho login; expect "login: "; send "\r"; expect -re {PIN of your security key: }; send "[gets stdin]\r"
                expect -re {([0-9]). grace@[^\r]*}; set number $expect_out(1,string); expect "Number: "; send "$number\r"
                expect -re {\$ $}; send "echo I am \$(id -un); pwd; exit\r"; expect eof
                """],
            TestContext.Current.CancellationToken, _desk.Pin);

        var lines = result.Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains("Which account?", lines);
        Assert.Contains(lines, line => line.EndsWith(". alice@contoso.corp.com", StringComparison.Ordinal));
        Assert.Contains("I am grace", result.Output, StringComparison.Ordinal);
        Assert.Contains("/home/grace", lines);
    }

    [Fact]
    public async Task Sudo_takes_the_key_and_hands_no_ticket_to_root()
    {
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        var uid = await _desk.UserIdAsync("alice");
        Assert.True((await _desk.RunAsync("sh", "-c", "echo 'alice ALL=(ALL) ALL' >/etc/sudoers.d/alice && chmod 440 /etc/sudoers.d/alice")).Succeeded);

        var result = await _desk.AtTerminalAsync($"setpriv --reuid={uid} --regid={uid} --clear-groups env HOME=/home/alice sudo sh -c {{id -un; echo ccache=$KRB5CCNAME}}");

        var lines = result.Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains("Touch your security key now.", lines);
        Assert.Contains("root", lines);
        Assert.Contains("ccache=", lines);
    }

    [Fact]
    public async Task Ssh_asks_for_the_key_at_the_servers_console_only_where_that_is_allowed()
    {
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        await using var server = await SecureShell.StartAsync(_desk, fixture.Lab.Record.Subnet + ".50", fixture.Lab.Folder.ComputerKeytab);
        var forbidden = await server.UpToPasswordAsync("alice");
        await fixture.Lab.RestartKeywaydAsync(TestContext.Current.CancellationToken, new JsonObject { ["remote"] = true });
        try
        {
            var allowed = await server.WithKeyAsync("alice", "echo I am $(id -un)");

            // For a user whom sshd does not know it sends something of its own in place of what is typed: it must cost the key none of its tries.
            var stranger = await server.UpToPasswordAsync("heidi", _desk.Pin);

            Assert.True(forbidden.Succeeded, forbidden.Said);
            Assert.Equal(0, WorkstationDesk.PinQuestions(forbidden));
            Assert.Contains("PIN of your security key, then touch it: ", allowed.Output, StringComparison.Ordinal);
            Assert.True(allowed.Output.Contains("I am alice", StringComparison.Ordinal), allowed.Output);
            Assert.True(stranger.Succeeded, stranger.Said);
            Assert.Equal(1, WorkstationDesk.PinQuestions(stranger));
            Assert.DoesNotContain("KW3007", stranger.Said, StringComparison.Ordinal);
        }
        finally
        {
            await fixture.Lab.RestartKeywaydAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Ssh_by_ticket_takes_the_ticket_along()
    {
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);
        await using var server = await SecureShell.StartAsync(_desk, fixture.Lab.Record.Subnet + ".50", fixture.Lab.Folder.ComputerKeytab);
        _desk.Computer.Remove();

        var result = await server.WithTicketAsync("alice", await _desk.UserIdAsync("alice"), $"id -un; klist -f; smbclient --use-kerberos=required -N {Domain.Share} -c ls && echo opened");

        Assert.True(result.Succeeded, result.Said);
        Assert.Equal(0, WorkstationDesk.PinQuestions(result));
        Assert.StartsWith("alice\n", result.Output, StringComparison.Ordinal);

        // A cache of its own beside the one of the sign-in here, with a ticket that was forwarded.
        Assert.Matches($"Ticket cache: FILE:/tmp/krb5cc_{await _desk.UserIdAsync("alice")}_.+", result.Output);
        Assert.Matches("Flags: F?f", result.Output);
        Assert.Contains("opened", result.Output, StringComparison.Ordinal);
    }
}
