using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.DeviceRegistration;
using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Errors;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.DeviceRegistration;

/// <summary><c>keyway-connect device-registration</c> in a real forest: written, read by everybody, planned without a trace, undone.</summary>
[Collection(LabCollection.Name)]
public sealed class ServiceConnectionPointTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Tenant = "5c0e5a4d-93b5-4c0f-8e4d-3a1c6f0f7b21";
    private const string Foreign = "enterpriseDrsName:sts.contoso.com";

    private readonly Laboratory _lab = fixture.Lab;
    private readonly DirectoryDesk _desk = new(fixture.Lab);
    private IReadOnlyList<string>? _before;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServiceConnectionPoint Place => new(_desk.Seat.Connection);

    private string[] Wanted => ["--tenant-domain", "contoso.com", "--tenant-id", Tenant, "--server", "https://keyway.contoso.com:8443", "--ca-file", _lab.Folder.ServerAuthority];

    public async ValueTask InitializeAsync()
    {
        await _desk.SitDownAsync();
        _before = await KeywordsAsync();
        await ClearAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ClearAsync();
        if (_before is not null)
            await _desk.Seat.Connection.AddAsync(Place.Dn, [new("objectClass", "serviceConnectionPoint"), new("keywords", _before)]);
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task What_is_set_everybody_reads_and_remove_takes_it_away()
    {
        Assert.Equal((1, true), Said(await RunAsync("get"), "KW1480"));

        var set = await RunAsync("set", Wanted);
        Assert.True(set.Succeeded, set.Said);

        // An ordinary account, as a computer's is.
        var got = await _desk.RunAsync(["device-registration", "get"], "bob", "--json");
        Assert.True(got.Succeeded, got.Said);
        using var authority = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(_lab.Folder.ServerAuthority, Cancellation));
        var fingerprint = authority.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
        var registration = JsonNode.Parse(got.Output)!["registration"]!;
        Assert.Equal(
            ("contoso.com", Tenant, "https://keyway.contoso.com:8443", fingerprint),
            ((string?)registration["tenantDomain"], (string?)registration["tenantId"], (string?)registration["server"], (string?)registration["authoritySha256"]));
        using var seat = await DirectorySeat.AsUserAsync(_lab, "bob", Cancellation);
        Assert.Equal(
            new RegistrationPoint("contoso.com", new Guid(Tenant), new Uri("https://keyway.contoso.com:8443"), fingerprint),
            (await new ServiceConnectionPoint(seat.Connection).ReadAsync(Cancellation)).Value);

        var removed = await RunAsync("remove");
        Assert.True(removed.Succeeded, removed.Said);
        Assert.Null(await KeywordsAsync());
        Assert.Equal((0, true), Said(await RunAsync("remove"), "nothing to change"));
    }

    [Fact]
    public async Task Set_again_changes_only_what_is_wrong_and_a_plan_changes_nothing()
    {
        var (empty, planned) = (await _desk.Seat.LastChangeAsync(Cancellation), await RunAsync("set", [.. Wanted, "--plan", "--json"]));
        Assert.True(planned.Succeeded, planned.Said);
        Assert.Equal("Add", (string?)JsonNode.Parse(planned.Output)!["changes"]!.AsArray()[^1]!["kind"]);
        Assert.Equal(empty, await _desk.Seat.LastChangeAsync(Cancellation));

        Assert.True((await RunAsync("set", Wanted)).Succeeded);
        var whole = await _desk.Seat.LastChangeAsync(Cancellation);
        Assert.Equal((0, true), Said(await RunAsync("set", Wanted), "nothing to change"));
        Assert.Equal((0, true), Said(await RunAsync("remove", "--plan"), "1 change in all. Nothing was written."));
        Assert.Equal(whole, await _desk.Seat.LastChangeAsync(Cancellation));

        Assert.True((await RunAsync("set", [.. Wanted[..4], "--server", "https://other.contoso.com"])).Succeeded);
        Assert.Equal(
            ["azureADId:" + Tenant, "azureADName:contoso.com", "keywayServer:https://other.contoso.com"],
            (await KeywordsAsync())!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Keywords_of_others_stay()
    {
        Assert.True((await RunAsync("set", Wanted)).Succeeded);
        await _desk.Seat.MustModifyAsync(Place.Dn, LdapChange.Add("keywords", Foreign), Cancellation);

        Assert.True((await RunAsync("set", [.. Wanted[..4], "--server", "https://other.contoso.com"])).Succeeded);
        Assert.Contains(Foreign, await KeywordsAsync() ?? []);
        Assert.True((await RunAsync("remove")).Succeeded);
        Assert.Equal([Foreign], await KeywordsAsync());
    }

    [Fact]
    public async Task Another_tenants_point_is_taken_over_only_on_purpose()
    {
        Assert.True((await RunAsync("set", Wanted)).Succeeded);
        await _desk.Seat.MustModifyAsync(Place.Dn, LdapChange.Replace("keywords", "azureADName:fabrikam.com", "azureADId:00000000-0000-0000-0000-000000000001"), Cancellation);

        Assert.Equal((1, true), Said(await RunAsync("set", Wanted), "KW1482"));
        Assert.Equal((1, true), Said(await RunAsync("remove"), "KW1482"));
        Assert.Equal((1, true), Said(await RunAsync("set", [.. Wanted, "--plan"]), "KW1482"));
        Assert.Equal(2, (await KeywordsAsync())!.Count);

        Assert.True((await RunAsync("set", [.. Wanted, "--replace"])).Succeeded);
        Assert.Equal(new Guid(Tenant), (await Place.ReadAsync(Cancellation)).Value.TenantId);
    }

    [Fact]
    public async Task A_point_that_contradicts_itself_leads_nobody_anywhere()
    {
        Assert.True((await RunAsync("set", Wanted)).Succeeded);
        await _desk.Seat.MustModifyAsync(Place.Dn, LdapChange.Add("keywords", "keywayServer:https://evil.example"), Cancellation);

        Assert.Equal(Catalogue.ActiveDirectory.RegistrationPointMalformed, (await Place.ReadAsync(Cancellation)).Refusal.Error);
        Assert.Equal((1, true), Said(await RunAsync("get"), "KW1481"));
        Assert.Equal((1, true), Said(await RunAsync("set", Wanted), "KW1481"));
        Assert.True((await RunAsync("set", [.. Wanted, "--replace"])).Succeeded);
        Assert.True((await Place.ReadAsync(Cancellation)).Succeeded);
    }

    [Fact]
    public async Task An_ordinary_account_writes_nothing_there()
    {
        // The domain controller itself notes an account's first sign-in in a while (lastLogonTimestamp).
        Assert.Equal((1, true), Said(await _desk.RunAsync(["device-registration", "get"], "bob"), "KW1480"));
        var before = await _desk.Seat.LastChangeAsync(Cancellation);

        var refused = await _desk.RunAsync(["device-registration", "set"], "bob", Wanted);

        Assert.Equal((1, true), Said(refused, "KW1410"));
        Assert.Equal(before, await _desk.Seat.LastChangeAsync(Cancellation));
    }

    private Task<ToolResult> RunAsync(string verb, params string[] more) => _desk.RunAsync(["device-registration", verb], null, more);

    private async Task<IReadOnlyList<string>?> KeywordsAsync() =>
        (await _desk.Seat.Connection.ReadAsync(Place.Dn, ["keywords"], CancellationToken.None)).TryGet(out var entry, out _) ? entry.Texts("keywords") : null;

    private async Task ClearAsync()
    {
        if (await KeywordsAsync() is not null)
            await _desk.Seat.MustDeleteAsync(Place.Dn, CancellationToken.None);
    }

    private static (int ExitCode, bool Says) Said(ToolResult result, string text) => (result.ExitCode, result.Said.Contains(text, StringComparison.Ordinal));
}
