using System.Text.Json;
using Keyway.Lab;
using Keyway.Lab.Walk;

namespace Keyway.EndToEnd;

/// <summary>The Kerberos server's life as its administrators see it: get, rotate, remove, set again.</summary>
[Collection(LabCollection.Name)]
public sealed class KerberosServerTests(LabFixture fixture)
{
    private readonly Laboratory _lab = fixture.Lab;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_shows_both_sides_in_the_order_administrators_know()
    {
        var result = await _lab.Administration.KerberosServerAsync("get", ["--json"], Cancellation);

        Assert.True(result.Succeeded, result.Said);
        using var reply = JsonDocument.Parse(result.Output);
        var server = reply.RootElement.GetProperty("kerberosServer");
        string[] columns = ["Id", "UserAccount", "ComputerAccount", "DisplayName", "DomainDnsName", "KeyVersion", "KeyUpdatedOn", "KeyUpdatedFrom",
            "CloudDisplayName", "CloudDomainDnsName", "CloudId", "CloudKeyVersion", "CloudKeyUpdatedOn"];
        Assert.Equal(columns, server.EnumerateObject().Select(member => member.Name).Take(columns.Length));
        Assert.Equal(server.GetProperty("KeyVersion").GetInt64(), server.GetProperty("CloudKeyVersion").GetInt64());
        Assert.Equal($"CN=krbtgt_AzureAD,CN=Users,{Domain.BaseDn}", server.GetProperty("UserAccount").GetString());
    }

    [Fact]
    public async Task After_a_rotation_new_tickets_carry_the_new_key_and_older_ones_still_hold()
    {
        using var before = await StolenKey.StealAsync(_lab, Cancellation);
        using var older = before.Mint("alice");

        var rotated = await _lab.Administration.KerberosServerAsync("rotate", [], Cancellation);

        Assert.True(rotated.Succeeded, rotated.Said);
        using var after = await StolenKey.StealAsync(_lab, Cancellation);
        Assert.Equal(before.Key.KeyVersion + 1, after.Key.KeyVersion);
        Assert.True((await after.ExchangeAsync(older, Cancellation)).Succeeded);
        await fixture.SignIn.SignInAsync("alice", Cancellation);
        await fixture.SignIn.UseShareAsync("alice", Cancellation);
    }

    [Fact]
    public async Task Removed_it_mints_no_more_and_set_makes_it_anew()
    {
        var removed = await _lab.Administration.KerberosServerAsync("remove", [], Cancellation);
        Assert.True(removed.Succeeded, removed.Said);
        try
        {
            Assert.StartsWith("KW24", await new RefusalWalk(_lab).RefuseAsync("grace", Cancellation), StringComparison.Ordinal);
        }
        finally
        {
            await _lab.Administration.SetKerberosServerAsync(LabDomain.Contoso, Cancellation);
        }

        await fixture.SignIn.SignInAsync("grace", Cancellation);
    }

    [Fact]
    public async Task Set_again_changes_nothing()
    {
        var first = await _lab.Administration.SetKerberosServerAsync(LabDomain.Contoso, Cancellation);

        Assert.Equal(first, await _lab.Administration.SetKerberosServerAsync(LabDomain.Contoso, Cancellation));
    }

    [Fact]
    public async Task An_ordinary_user_cannot_set_it()
    {
        var password = Path.Combine(_lab.Folder.Secrets, "alice-password");
        LabFolder.WriteSecret(password, _lab.Record.UserPassword);
        var result = await _lab.Administration.KerberosServerAsync("set",
            ["--name", "Another", "--allow-group", Domain.AllowedGroup, "--domain-user", Domain.Upn("alice"), "--domain-password-file", password], Cancellation, asAdministrator: false);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("KW1[45]\\d\\d", result.Said);
    }
}
