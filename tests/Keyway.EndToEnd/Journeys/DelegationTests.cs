using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Journeys;

/// <summary>Day-to-day work needs one right on one object, and the delegated person can do nothing else.</summary>
[Collection(LabCollection.Name)]
public sealed class DelegationTests(LabFixture fixture) : IAsyncLifetime
{
    private readonly JourneyDesk _desk = new(fixture.Lab, "Delegated");
    private readonly Laboratory _lab = fixture.Lab;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string PasswordFile => Path.Combine(_lab.Folder.Secrets, "grace-password");

    private string[] AsGrace => ["--name", _desk.Name, "--domain-user", Domain.Upn("grace"), "--domain-password-file", PasswordFile];

    public async ValueTask InitializeAsync()
    {
        LabFolder.WriteSecret(PasswordFile, _lab.Record.UserPassword);
        await _desk.SetAsync();
    }

    public async ValueTask DisposeAsync() => await _desk.ClearAsync();

    [Fact]
    public async Task The_delegated_person_rotates_with_the_account_file_and_can_do_nothing_else()
    {
        Assert.Equal(1, (await GraceAsync("rotate", "--force", "--account-file", _desk.AccountFile)).ExitCode);

        var granted = await DelegateAsync("--to", Domain.Upn("grace"));
        Assert.True(granted.Succeeded, granted.Said);
        Assert.Contains("none of the dangerous rights", granted.Output, StringComparison.Ordinal);

        var rotated = await GraceAsync("rotate", "--force", "--account-file", _desk.AccountFile);
        Assert.True(rotated.Succeeded, rotated.Said);
        Assert.Equal("InStep", await _desk.VerdictAsync());

        await RefusedAsync("rotate", "--force");
        await RefusedAsync("set", "--allow-group", "Domain Users");
        await RefusedAsync("set", "--account-file", Path.Combine(_lab.Folder.Secrets, "graces-own.json"));
        await RefusedAsync("remove", "--only-domain", "--yes");
        using var seat = await DirectorySeat.AsUserAsync(_lab, "grace", Cancellation);
        Assert.NotNull(await seat.Connection.ModifyAsync(_desk.ComputerDn, [LdapChange.Replace("msDS-RevealOnDemandGroup", "CN=Domain Users,CN=Users," + Domain.BaseDn)], cancellationToken: Cancellation));
        Assert.NotNull(await seat.Connection.ModifyAsync(_desk.UserDn, [LdapChange.Replace("description", "mine")], cancellationToken: Cancellation));
        Assert.Equal("InStep", await _desk.VerdictAsync());

        var revoked = await DelegateAsync("--to", Domain.Upn("grace"), "--revoke");
        Assert.True(revoked.Succeeded, revoked.Said);
        await RefusedAsync("rotate", "--force", "--account-file", _desk.AccountFile);
        Assert.Equal("InStep", await _desk.VerdictAsync());
    }

    [Fact]
    public async Task A_check_writes_nothing_and_tells_too_much_from_too_little()
    {
        using var seat = await DirectorySeat.AsAdministratorAsync(_lab, Cancellation);
        var before = await seat.LastChangeAsync(Cancellation);

        var lacking = await DelegateAsync("--to", Domain.Upn("alice"), "--check");
        var excessive = await DelegateAsync("--to", Domain.AdministratorUpn, "--check", "--json");

        Assert.Equal((1, 1), (lacking.ExitCode, excessive.ExitCode));
        Assert.Contains("lacks ", lacking.Said, StringComparison.Ordinal);
        Assert.Contains("holds ", excessive.Output, StringComparison.Ordinal);
        Assert.Equal(before, await seat.LastChangeAsync(Cancellation));
    }

    private Task<ToolResult> DelegateAsync(params string[] more) => _lab.Administration.InDomainAsync("delegate", ["--name", _desk.Name, .. more], Cancellation);

    private Task<ToolResult> GraceAsync(string verb, params string[] more) => _lab.Administration.KerberosServerAsync(verb, [.. AsGrace, .. more], Cancellation, asAdministrator: false);

    private async Task RefusedAsync(string verb, params string[] more)
    {
        var result = await GraceAsync(verb, more);
        Assert.True(result.ExitCode == 1, $"{verb}: {result.Said}");
        Assert.Matches("KW14\\d\\d", result.Said);
    }
}
