using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Workstations;

/// <summary>A sign-in with the key that an expired password stops, and the change of the password on the spot, at the real domain controller.</summary>
[Collection(LabCollection.Name)]
public sealed class ExpiredPasswordTests(LabFixture fixture) : IAsyncLifetime
{
    // The domain takes no password twice.
    private readonly string _fresh = "Brand new 1 of " + Guid.NewGuid().ToString("N");

    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);
    private DirectorySeat _seat = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Old => fixture.Lab.Record.UserPassword;

    public async ValueTask InitializeAsync() => _seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);

    public ValueTask DisposeAsync()
    {
        _desk.Dispose();
        _seat.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task K16_a_password_that_the_domain_wants_changed_is_changed_and_the_sign_in_goes_on()
    {
        await ChangeAsync("grace", LdapChange.Replace("pwdLastSet", "0"));
        _desk.Insert("grace");

        // Samba counts wrong passwords only where they lock somebody out.
        await LockAfterAsync("50");
        try
        {
            // Signed in to the cloud side; the domain stays closed, and says why.
            var wrong = await TypeAsync("grace", "not " + Old, _fresh, _fresh);
            Assert.True(wrong.Succeeded, wrong.Said);
            Assert.Contains("Your password has expired.", wrong.Said, StringComparison.Ordinal);
            Assert.Contains("KW1324", wrong.Said, StringComparison.Ordinal);
            Assert.Equal("1", await BadPasswordsAsync("grace"));

            // As i3lock answers: the PIN to everything. The domain is not asked.
            var pin = fixture.Lab.Record.Pin;
            Assert.Contains("KW3236", (await TypeAsync("grace", pin, pin, pin)).Said, StringComparison.Ordinal);
            Assert.Contains("KW3236", (await TypeAsync("grace", Old, _fresh, _fresh + "x")).Said, StringComparison.Ordinal);
            Assert.Equal("1", await BadPasswordsAsync("grace"));

            var weak = await TypeAsync("grace", Old, "abc", "abc");
            Assert.Contains("KW1280", weak.Said, StringComparison.Ordinal);
            Assert.Contains("7", weak.Said[weak.Said.IndexOf("did not take", StringComparison.Ordinal)..], StringComparison.Ordinal);

            var changed = await TypeAsync("grace", Old, _fresh, _fresh);
            Assert.True(changed.Succeeded, changed.Said);
            Assert.Contains("Your password is changed.", changed.Said, StringComparison.Ordinal);
            Assert.Equal(1, WorkstationDesk.PinQuestions(changed));
            Assert.DoesNotContain("Without access", changed.Said, StringComparison.Ordinal);
            Assert.All([wrong, weak, changed], result => Assert.DoesNotContain(Old, result.Said, StringComparison.Ordinal));
            Assert.True((await _desk.RunAsync("klist", "-s", "-c", $"/tmp/krb5cc_{await _desk.UserIdAsync("grace")}")).Succeeded);

            var log = await _desk.Log.ReadAsync();
            Assert.DoesNotContain(Old, log, StringComparison.Ordinal);
            Assert.DoesNotContain(_fresh, log, StringComparison.Ordinal);
        }
        finally
        {
            await LockAfterAsync("0");
            await ChangeAsync("grace", Password(Old));
        }
    }

    [Fact]
    public async Task K16_a_password_that_the_server_knows_to_be_expired_is_changed_and_the_sign_in_goes_on()
    {
        _desk.Insert("carol");
        try
        {
            var wrong = await TypeAsync("carol", "not " + Old, _fresh, _fresh);
            Assert.False(wrong.Succeeded);
            Assert.Contains("KW1324", wrong.Said, StringComparison.Ordinal);

            // The domain itself tells the server, which has heard nothing from the sync.
            var changed = await TypeAsync("carol", Old, _fresh, _fresh);
            Assert.True(changed.Succeeded, changed.Said);
            Assert.Contains("Your password is changed.", changed.Said, StringComparison.Ordinal);
            Assert.Equal(1, WorkstationDesk.PinQuestions(changed));
            Assert.DoesNotContain("Without access", changed.Said, StringComparison.Ordinal);
            Assert.True((await _desk.RunAsync("klist", "-s", "-c", $"/tmp/krb5cc_{await _desk.UserIdAsync("carol")}")).Succeeded);
            var again = await _desk.AuthenticateAsync("carol");
            Assert.True(again.Succeeded, again.Said);

            var synced = await fixture.Lab.Administration.SyncAsync(LabDomain.Contoso, Cancellation);
            var after = await _desk.AuthenticateAsync("carol");
            Assert.True(after.Succeeded, synced + after.Said);
        }
        finally
        {
            await ChangeAsync("carol", Password(Old), LdapChange.Replace("pwdLastSet", "0"));
            await fixture.Lab.Administration.SyncAsync(LabDomain.Contoso, Cancellation);
        }
    }

    [Fact]
    public async Task At_a_terminal_the_password_is_changed_by_a_command()
    {
        await ChangeAsync("grace", LdapChange.Replace("pwdLastSet", "0"));
        try
        {
            var changed = await AtTerminalAsync(Old, _fresh);
            Assert.Contains("is changed.", changed, StringComparison.Ordinal);
            Assert.DoesNotContain(_fresh, changed, StringComparison.Ordinal);

            // Samba's minimum age of a password is a day.
            var again = await AtTerminalAsync(_fresh, _fresh + "2");
            Assert.Contains("KW1280", again, StringComparison.Ordinal);
            var piped = await fixture.Lab.Shell.RunAsync("keyway", ["password", "change", "--user", Domain.Upn("grace")], Cancellation, $"{_fresh}\n{Old}\n{Old}\n");
            Assert.False(piped.Succeeded);
        }
        finally
        {
            await ChangeAsync("grace", Password(Old));
        }
    }

    private async Task<string> AtTerminalAsync(string current, string fresh) => (await fixture.Lab.Shell.RunAsync(
        "expect",
        ["-c", $$"""
            set timeout 30; spawn -noecho keyway password change --user {{Domain.Upn("grace")}}
            expect "Current password: "; send "[gets stdin]\r"; expect "New password: "; send "[gets stdin]\r"; expect "again: "; send "[gets stdin]\r"; expect eof
            """],
        Cancellation, $"{current}\n{fresh}\n{fresh}\n")).Output;

    private Task<ToolResult> TypeAsync(string user, params string[] passwords) => _desk.AuthenticateAsync(user, _desk.Pin + string.Join('\n', passwords) + "\n");

    private async Task<string?> BadPasswordsAsync(string user) =>
        (await fixture.Lab.Shell.RunAsync("sh", ["-c", $"ldbsearch -H {fixture.Lab.Folder.DomainController}/private/sam.ldb '(sAMAccountName={user})' badPwdCount"], Cancellation))
            .Output.Split('\n').FirstOrDefault(line => line.StartsWith("badPwdCount: ", StringComparison.Ordinal))?.Split(' ')[1];

    private async Task ChangeAsync(string user, params LdapChange[] changes) => Assert.Null(await _seat.Connection.ModifyAsync(
        $"CN={TestAccount.All.Single(account => account.Name == user).DisplayName},CN=Users,{Domain.BaseDn}", changes, cancellationToken: CancellationToken.None));

    private async Task LockAfterAsync(string wrongPasswords) =>
        Assert.Null(await _seat.Connection.ModifyAsync(Domain.BaseDn, [LdapChange.Replace("lockoutThreshold", wrongPasswords)], cancellationToken: CancellationToken.None));

    private static LdapChange Password(string password) => LdapChange.Replace("unicodePwd", Encoding.Unicode.GetBytes($"\"{password}\""));
}
