using Keyway.Lab;

namespace Keyway.EndToEnd.Workstations;

/// <summary>The first sign-in at a cloud joined computer, through PAM.</summary>
[Collection(LabCollection.Name)]
public sealed class SignInAtComputerTests(LabFixture fixture) : IDisposable
{
    private const int SomebodyElse = 65534;

    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task A_key_makes_a_user_with_name_home_and_tickets()
    {
        _desk.Insert("alice");

        var result = await _desk.LogInAsync("alice");

        Assert.True(result.Succeeded, result.Said);
        Assert.Contains("Touch your security key now.", result.Said, StringComparison.Ordinal);
        var uid = await _desk.UserIdAsync("alice");
        Assert.Equal($"700 {uid} {uid}", (await _desk.RunAsync("stat", "-c", "%a %u %g", "/home/alice")).Output.Trim());
        Assert.Equal($"600 {uid} {uid}", (await _desk.RunAsync("stat", "-c", "%a %u %g", $"/tmp/krb5cc_{uid}")).Output.Trim());
        Assert.Equal("alice", (await _desk.RunAsync("getent", "group", uid.ToString(System.Globalization.CultureInfo.InvariantCulture))).Output.Split(':')[0]);

        // As alice herself, whose programs find the ticket without being told.
        var share = await _desk.RunAsync("setpriv", $"--reuid={uid}", $"--regid={uid}", "--clear-groups", "smbclient", "--use-kerberos=required", Domain.Share, "-c", "ls");
        Assert.True(share.Succeeded, share.Said);
    }

    [Fact]
    public async Task Su_opens_a_shell_for_whoever_holds_the_key()
    {
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);

        // su wants a terminal, and a caller who is not root.
        var result = await _desk.AtTerminalAsync($"setpriv --reuid={SomebodyElse} --regid={SomebodyElse} --clear-groups su - alice -c {{id -un; pwd; echo ccache=$KRB5CCNAME}}");

        var lines = result.Output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains("alice", lines);
        Assert.Contains("/home/alice", lines);
        Assert.Contains("ccache=", lines);
        Assert.DoesNotContain(fixture.Lab.Record.Pin, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_key_opens_nothing()
    {
        _desk.Insert("grace");

        var result = await _desk.AuthenticateAsync("alice");

        Assert.False(result.Succeeded);
        Assert.Contains("KW3206", result.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(WorkstationDesk.NextModule, result.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_pin_costs_one_try_and_is_never_sent_on_as_a_password()
    {
        _desk.Insert("alice");

        // As i3lock does: the same text for each question.
        var result = await _desk.AuthenticateAsync("alice", "000000\n000000\n000000\n");

        Assert.False(result.Succeeded);
        Assert.Contains("7 tries left", result.Said, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("KW3007", result.Said, StringComparison.Ordinal);
        Assert.Equal(1, WorkstationDesk.PinQuestions(result));
        Assert.DoesNotContain(WorkstationDesk.NextModule, result.Said, StringComparison.Ordinal);
        Assert.True((await _desk.AuthenticateAsync("alice")).Succeeded);
    }

    [Fact]
    public async Task Nothing_typed_goes_on_to_the_next_way()
    {
        _desk.Insert("alice");

        var result = await _desk.AuthenticateAsync("alice", "\nwrong\n");

        Assert.False(result.Succeeded);
        Assert.Contains(WorkstationDesk.NextModule, result.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("daemon")]
    [InlineData("Alice")]
    [InlineData("alice\u202e")]
    [InlineData("../alice")]
    [InlineData("a:b")]
    [InlineData("4711")]
    public async Task D08_whoever_is_not_of_the_organisation_is_not_asked_for_a_key(string user)
    {
        _desk.Insert("alice");

        var result = await _desk.AuthenticateAsync(user, "x\nx\n");

        Assert.False(result.Succeeded);
        Assert.Equal(0, WorkstationDesk.PinQuestions(result));
    }

    [Fact]
    public async Task D07_a_lock_screen_may_ask_for_its_own_user_and_for_nobody_else()
    {
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);

        var own = await _desk.AuthenticateAsync("alice", asUser: await _desk.UserIdAsync("alice"));
        var other = await _desk.AuthenticateAsync("alice", asUser: SomebodyElse);

        Assert.True(own.Succeeded, own.Said);
        Assert.False(other.Succeeded);
        Assert.Equal(0, WorkstationDesk.PinQuestions(other));
    }

    [Fact]
    public async Task D08_nobody_becomes_a_user_that_the_computer_has_already()
    {
        var before = await _desk.RunAsync("getent", "passwd");
        _desk.Insert("grace");
        Assert.Equal(0, (await _desk.RunAsync("sh", "-c", "echo 'grace:x:4711:4711::/nonexistent:/bin/false' >>/etc/passwd")).ExitCode);
        try
        {
            var result = await _desk.AuthenticateAsync("grace");

            Assert.False(result.Succeeded);
            Assert.Equal(0, WorkstationDesk.PinQuestions(result));
            Assert.Equal(4711u, await _desk.UserIdAsync("grace"));
        }
        finally
        {
            await _desk.RunAsync("sed", "-i", "/^grace:/d", "/etc/passwd");
        }

        Assert.Equal(before.Output, (await _desk.RunAsync("getent", "passwd")).Output);
    }
}
