using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.DeviceRegistration;

/// <summary><c>keyway-connect delegate sync</c>: what an ordinary account sees of the domain's changes before, with and after the right, and what it never sees.</summary>
[Collection(LabCollection.Name)]
public sealed class SyncDelegationTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Account = "syncer";
    private const string Secrets = "unicodePwd ntPwdHistory dBCSPwd lmPwdHistory supplementalCredentials";

    private readonly Laboratory _lab = fixture.Lab;
    private readonly DirectoryDesk _desk = new(fixture.Lab);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _desk.SitDownAsync();
        await _desk.AddPersonAsync(Account);
    }

    public async ValueTask DisposeAsync()
    {
        await DelegateAsync("--to", Account, "--remove");
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task An_ordinary_account_gets_the_changes_and_no_secret_until_it_is_revoked()
    {
        var list = await AccessListAsync();
        Assert.False((await ChangesAsync("sAMAccountName")).Succeeded);

        var planned = await DelegateAsync("--to", Account, "--plan");
        Assert.Contains("1 change in all. Nothing was written.", planned.Output, StringComparison.Ordinal);
        Assert.Equal(list, await AccessListAsync());

        var granted = await DelegateAsync("--to", Domain.Upn(Account));
        Assert.True(granted.Succeeded, granted.Said);
        Assert.Contains("none of the dangerous rights", granted.Output, StringComparison.Ordinal);
        Assert.Contains("nothing to change", (await DelegateAsync("--to", Account)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await DelegateAsync("--to", Account, "--check")).ExitCode);

        await SeesWhatChangedAsync();
        await SeesNoSecretAsync();

        Assert.True((await DelegateAsync("--to", Account, "--remove")).Succeeded);
        Assert.False((await ChangesAsync("sAMAccountName")).Succeeded);
        Assert.Equal(list, await AccessListAsync());
        Assert.Equal(1, (await DelegateAsync("--to", Account, "--check")).ExitCode);
    }

    [Theory]
    [InlineData("Domain Users")]
    [InlineData("Users")]
    [InlineData("S-1-1-0")]
    [InlineData("S-1-5-11")]
    public async Task Everybody_gets_nothing(string everybody)
    {
        var list = await AccessListAsync();

        var refused = await DelegateAsync("--to", everybody);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("KW1484", refused.Said, StringComparison.Ordinal);
        Assert.Equal(list, await AccessListAsync());
    }

    [Fact]
    public async Task A_group_that_everybody_was_put_into_gets_nothing()
    {
        var outer = await _desk.AddAsync($"CN=Outer Synchronisers,CN=Users,{Domain.BaseDn}", new LdapAttribute("objectClass", "group"), new LdapAttribute("sAMAccountName", "Outer Synchronisers"));
        var inner = await _desk.AddAsync($"CN=Synchronisers,CN=Users,{Domain.BaseDn}", new LdapAttribute("objectClass", "group"), new LdapAttribute("sAMAccountName", "Synchronisers"));
        await _desk.Seat.MustModifyAsync(outer, LdapChange.Add("member", inner), Cancellation);
        Assert.True((await DelegateAsync("--to", "Outer Synchronisers", "--plan")).Succeeded);

        await _desk.Seat.MustModifyAsync(inner, LdapChange.Add("member", $"CN=Domain Users,CN=Users,{Domain.BaseDn}"), Cancellation);

        Assert.Contains("KW1484", (await DelegateAsync("--to", "Outer Synchronisers")).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_holds_too_much_is_told_and_whoever_may_not_grant_is_refused()
    {
        var excessive = await DelegateAsync("--to", Domain.AdministratorUpn, "--check");
        Assert.Equal(1, excessive.ExitCode);
        Assert.Contains("holds Replicating Directory Changes All", excessive.Said, StringComparison.Ordinal);

        var refused = await _desk.RunAsync(["delegate", "sync"], Account, "--to", Account);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("KW1410", refused.Said, StringComparison.Ordinal);
    }

    private async Task SeesWhatChangedAsync()
    {
        var all = await ChangesAsync("sAMAccountName");
        Assert.True(all.Succeeded, all.Said);
        Assert.Contains("sAMAccountName: alice", all.Output, StringComparison.Ordinal);
    }

    private async Task SeesNoSecretAsync()
    {
        var asked = await ChangesAsync(Secrets + " sAMAccountName");
        Assert.True(asked.Succeeded, asked.Said);
        foreach (var secret in Secrets.Split(' '))
            Assert.DoesNotContain(secret + ":", asked.Output, StringComparison.OrdinalIgnoreCase);

        // The way that gives the keys of accounts away to whoever holds the neighbouring right.
        var server = (await _desk.Seat.Objects.ReadAsync(cancellationToken: Cancellation)).Value;
        var source = new ReplicatedKeySource(
            _desk.Seat.Connection.DomainController, new DomainCredential.Password(Domain.Upn(Account), _lab.Record.UserPassword), Domain.DnsName, TimeProvider.System);
        Assert.Equal(Catalogue.ActiveDirectory.ReplicationAccessDenied, (await source.ReadAsync(server, Cancellation)).Refusal.Error);
    }

    /// <summary>A DirSync search of another program, as the account.</summary>
    private Task<ToolResult> ChangesAsync(string attributes) => Tool.RunAsync(
        "ldapsearch",
        ["-x", "-LLL", "-H", $"ldaps://{_lab.Record.DomainControllerAddress}", "-D", Domain.Upn(Account), "-y", _desk.PasswordFile(), "-E", "!dirSync=0/10000000", "-b", Domain.BaseDn, "(objectClass=user)", .. attributes.Split(' ')],
        new Dictionary<string, string> { ["LDAPTLS_REQCERT"] = "never" }, null, Cancellation);

    private async Task<string> AccessListAsync()
    {
        var read = await Tool.RunAsync("samba-tool", ["dsacl", "get", "-s", _desk.SambaConfiguration, "--objectdn=" + Domain.BaseDn], null, null, Cancellation);
        Assert.True(read.Succeeded, read.Said);
        return read.Output;
    }

    private Task<ToolResult> DelegateAsync(params string[] more) => _desk.RunAsync(["delegate", "sync"], null, more);
}
