using System.Text.Json;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.EndToEnd.KerberosServers;
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

    private static readonly string Deleted = "CN=Deleted Objects," + Domain.BaseDn;

    private readonly Laboratory _lab = fixture.Lab;
    private readonly DirectoryDesk _desk = new(fixture.Lab);

    private string Database => Path.Combine(_lab.Folder.DomainController, "private", "sam.ldb");

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
        await GiveDeletedObjectsToSystemAsync();
        var list = await AccessListAsync();
        Assert.False((await ChangesAsync("sAMAccountName")).Succeeded);

        var before = await _desk.Seat.LastChangeAsync(Cancellation);
        var planned = await DelegateAsync("--to", Account, "--plan");
        Assert.Contains("3 changes in all. Nothing was written.", planned.Output, StringComparison.Ordinal);
        Assert.Contains("2. Take ownership of", planned.Output, StringComparison.Ordinal);
        Assert.Equal(list, await AccessListAsync());
        Assert.Equal(before, await _desk.Seat.LastChangeAsync(Cancellation));

        var granted = await DelegateAsync("--to", Domain.Upn(Account));
        Assert.True(granted.Succeeded, granted.Said);
        Assert.Contains($"took ownership of {Deleted} for ", granted.Output, StringComparison.Ordinal);
        Assert.Contains("none of the dangerous rights", granted.Output, StringComparison.Ordinal);
        Assert.Contains("nothing to change", (await DelegateAsync("--to", Account)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await DelegateAsync("--to", Account, "--check")).ExitCode);

        await SeesWhatChangedAsync();
        await SeesNoSecretAsync();

        var removed = await DelegateAsync("--to", Account, "--remove");
        Assert.True(removed.Succeeded, removed.Said);
        Assert.Contains($"revoked on {Deleted}: ", removed.Output, StringComparison.Ordinal);
        Assert.Contains("Owners stay", removed.Output, StringComparison.Ordinal);
        Assert.False((await ChangesAsync("sAMAccountName")).Succeeded);
        Assert.Equal(list, await AccessListAsync());
        Assert.Equal(1, (await DelegateAsync("--to", Account, "--check")).ExitCode);
    }

    [Fact]
    public async Task A_deletion_is_told_to_the_delegated_account_without_a_read_of_everything()
    {
        Assert.True((await DelegateAsync("--to", Account)).Succeeded);
        using var seat = await DirectorySeat.AsUserAsync(_lab, Account, Cancellation);
        var dn = await _desk.AddPersonAsync("leaver");
        var leaver = (await _desk.Seat.Connection.ReadAsync(dn, ["objectGUID"], Cancellation)).Value.Guid("objectGUID")!.Value;
        var all = await ReadAsync(seat, null);
        Assert.Contains(all.SelectMany(page => page.Users), user => user.ObjectGuid == leaver);

        await _desk.DeleteAsync(dn);

        var delta = await ReadAsync(seat, all[^1].Cookie);
        Assert.All(delta, page => Assert.Null(page.FullReadBecause));
        Assert.Equal([leaver], delta.SelectMany(page => page.Gone));
        Assert.Empty(delta.SelectMany(page => page.Users));

        Assert.True((await DelegateAsync("--to", Account, "--remove")).Succeeded);
        using var json = JsonDocument.Parse((await DelegateAsync("--to", Account, "--check", "--json")).Output);
        var lacking = json.RootElement.GetProperty("rights").EnumerateArray().Where(right => right.GetProperty("isNeeded").GetBoolean() && !right.GetProperty("isHeld").GetBoolean());
        Assert.Equal([Domain.BaseDn, Deleted], lacking.Select(right => right.GetProperty("dn").GetString()));
    }

    [Fact]
    public async Task Killed_behind_each_change_the_next_run_makes_the_rest()
    {
        foreach (var line in new[] { $"    granted on {Domain.BaseDn}", $"    took ownership of {Deleted}", $"    granted on {Deleted}" })
        {
            await DelegateAsync("--to", Account, "--remove");
            await GiveDeletedObjectsToSystemAsync();
            await KillAfterAsync(line);

            var again = await DelegateAsync("--to", Account);
            Assert.True(again.Succeeded, $"after a kill at '{line}': {again.Said}");
            Assert.DoesNotContain(line, again.Output, StringComparison.Ordinal);
            Assert.Equal(0, (await DelegateAsync("--to", Account, "--check")).ExitCode);
        }
    }

    [Fact]
    public async Task What_is_not_shown_is_lacking_and_nobody_becomes_owner_to_take_something_away()
    {
        await GiveDeletedObjectsToSystemAsync();

        var check = await DelegateAsync("--to", Account, "--check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains($"lacks List contents, Read all properties on {Deleted}", check.Said, StringComparison.Ordinal);
        Assert.Contains("so what it gives is not proven", check.Said, StringComparison.Ordinal);

        var before = await _desk.Seat.LastChangeAsync(Cancellation);
        var removed = await DelegateAsync("--to", Account, "--remove");
        Assert.True(removed.Succeeded, removed.Said);
        Assert.Contains("so what it gives is not proven", removed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nor see its deleted objects", removed.Output, StringComparison.Ordinal);
        Assert.Equal(before, await _desk.Seat.LastChangeAsync(Cancellation));
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
        var deleted = await Tool.RunAsync("ldbsearch",
            ["-H", Database, "--controls=show_deleted:0,sd_flags:1:4", "--show-binary", "-s", "base", "-b", Deleted, "nTSecurityDescriptor"], null, null, Cancellation);
        Assert.True(deleted.Succeeded, deleted.Said);
        return read.Output + deleted.Output;
    }

    /// <summary>As a domain is made; over LDAP nobody may give it to SYSTEM.</summary>
    private async Task GiveDeletedObjectsToSystemAsync()
    {
        var given = await Tool.RunAsync("ldbmodify", ["-H", Database, "--controls=show_deleted:0,sd_flags:1:1"], null,
            $"dn: {Deleted}\nchangetype: modify\nreplace: nTSecurityDescriptor\nnTSecurityDescriptor: O:SY\n", Cancellation);
        Assert.True(given.Succeeded, given.Said);
    }

    private async Task KillAfterAsync(string awaited)
    {
        using var process = _desk.Start(["delegate", "sync"], "--to", Account);
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            if (!line.StartsWith(awaited, StringComparison.Ordinal))
                continue;
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
            return;
        }

        Assert.Fail($"never printed '{awaited}': {await process.StandardError.ReadToEndAsync(Cancellation)}");
    }

    private static async Task<List<DirectoryChangePage>> ReadAsync(DirectorySeat seat, ReadOnlyMemory<byte>? cookie)
    {
        var pages = new List<DirectoryChangePage>();
        await foreach (var page in new DirectoryChangeReader(seat.Connection).ReadAsync(cookie, Cancellation))
            pages.Add(page.Value);
        return pages;
    }

    private Task<ToolResult> DelegateAsync(params string[] more) => _desk.RunAsync(["delegate", "sync"], null, more);
}
