using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Devices;

public sealed class DeviceRegistryTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Fact]
    public async Task D03_another_certificate_for_the_same_device_and_key_is_not_believed()
    {
        var (raw, computer) = await JoinedAsync();
        using var issued = X509CertificateLoader.LoadCertificate(raw);
        var registry = fixture.Server.Get<DeviceRegistry>();
        using var selfMade = new CertificateRequest(issued.SubjectName, computer.DeviceKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(issued.NotBefore, issued.NotAfter);
        Assert.Equal("KW2200", registry.Authenticate(selfMade.RawData).Refusal.Code);
        Assert.Equal("KW2200", registry.Authenticate([]).Refusal.Code);
        Assert.Equal("KW2200", registry.Authenticate(new byte[100_000]).Refusal.Code);
        for (var bit = 0; bit < raw.Length; bit++)
        {
            var flipped = raw.ToArray();
            flipped[bit] ^= 1;
            Assert.Equal("KW2200", registry.Authenticate(flipped).Refusal.Code);
        }

        computer.Dispose();
    }

    [Fact]
    public async Task D04_a_disabled_device_is_refused_at_the_next_request_and_an_enabled_one_let_in_again()
    {
        var (raw, computer) = await JoinedAsync();
        using var _ = computer;
        var registry = fixture.Server.Get<DeviceRegistry>();
        var id = registry.Authenticate(raw).Value.Id;
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(administrator, id, """{"accountEnabled":false}""")).Status);
        Assert.Equal("KW2201", registry.Authenticate(raw).Refusal.Code);
        Assert.False(JsonDocument.Parse((await GetAsync(administrator, id)).Text).RootElement.GetProperty("accountEnabled").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, (await PatchAsync(administrator, id, """{"accountEnabled":true}""")).Status);
        Assert.True(registry.Authenticate(raw).Succeeded);
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.SendAsync(HttpMethod.Delete, $"/v1.0/devices/{id}", (byte[]?)null)).Status);
        Assert.Equal("KW2200", registry.Authenticate(raw).Refusal.Code);
        (await GetAsync(administrator, id)).AssertRefused(HttpStatusCode.NotFound, "KW2203");
        (await PatchAsync(administrator, id, """{"accountEnabled":true}""")).AssertRefused(HttpStatusCode.NotFound, "KW2203");
    }

    [Fact]
    public async Task A_certificate_ends_after_ten_years()
    {
        await using var server = await RunningServer.StartAsync();
        var account = (await server.Get<AccountDirectory>().CreateAsync("a@contoso.corp.com", "A", new HashSet<Role>(), TestContext.Current.CancellationToken)).Value;
        using var computer = new JoiningComputer();
        var joined = (await server.Get<CloudJoins>().JoinAsync(account, DeviceJoin.Parse(computer.Request()).Value, 50, TestContext.Current.CancellationToken)).Value;
        var raw = Convert.FromBase64String(joined.Certificate.RawBody);
        server.Clock.Advance(TimeSpan.FromDays(3640));
        Assert.True(server.Get<DeviceRegistry>().Authenticate(raw).Succeeded);
        server.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal("KW2202", server.Get<DeviceRegistry>().Authenticate(raw).Refusal.Code);
    }

    [Fact]
    public async Task A_device_is_still_known_after_a_restart()
    {
        await using var server = await RunningServer.StartAsync();
        var account = (await server.Get<AccountDirectory>().CreateAsync("a@contoso.corp.com", "A", new HashSet<Role>(), TestContext.Current.CancellationToken)).Value;
        using var computer = new JoiningComputer();
        var joined = (await server.Get<CloudJoins>().JoinAsync(account, DeviceJoin.Parse(computer.Request()).Value, 50, TestContext.Current.CancellationToken)).Value;
        var authority = server.Get<DeviceAuthority>().Certificate.ToArray();
        await server.RestartAsync();
        Assert.True(server.Get<DeviceRegistry>().Authenticate(Convert.FromBase64String(joined.Certificate.RawBody)).Succeeded);
        Assert.Equal(authority, server.Get<DeviceAuthority>().Certificate.ToArray());
    }

    [Fact]
    public async Task O06_only_an_administrator_changes_devices_and_nothing_but_accountEnabled()
    {
        var (raw, computer) = await JoinedAsync();
        using var _ = computer;
        var id = fixture.Server.Get<DeviceRegistry>().Authenticate(raw).Value.Id;
        var person = await fixture.PersonAsync(Resources.Graph);
        var reader = await fixture.PersonAsync(Resources.Graph, Role.Reader);
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        (await GetAsync(person, id)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        (await PatchAsync(reader, id, """{"accountEnabled":false}""")).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(reader, id)).Status);
        foreach (var body in new[] { """{"accountEnabled":false,"displayName":"x"}""", """{"accountEnabled":"false"}""", """{"registeredOwner":"x"}""", "{}", "[]", "" })
            (await PatchAsync(administrator, id, body)).AssertRefused(HttpStatusCode.BadRequest, "KW2219");
        (await PatchAsync(administrator, id, new string(' ', 5000))).AssertRefused(HttpStatusCode.RequestEntityTooLarge, "KW2000");
        var list = await administrator.SendAsync(HttpMethod.Get, "/v1.0/devices", (byte[]?)null);
        Assert.Contains(id.ToString(), list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ertificate", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Devices_come_in_pages_that_a_client_follows()
    {
        var joined = new HashSet<Guid>();
        for (var count = 0; count < 5; count++)
        {
            var (raw, computer) = await JoinedAsync();
            computer.Dispose();
            joined.Add(fixture.Server.Get<DeviceRegistry>().Authenticate(raw).Value.Id);
        }

        var reader = await fixture.PersonAsync(Resources.Graph, Role.Reader);
        var seen = new List<Guid>();
        var next = "https://localhost/v1.0/devices?$top=2";
        while (next is not null)
        {
            Assert.StartsWith("https://localhost/v1.0/devices?", next, StringComparison.Ordinal);
            var page = (await reader.SendAsync(HttpMethod.Get, new Uri(next).PathAndQuery, (byte[]?)null)).Json;
            var ids = page["value"]!.AsArray().Select(device => device!["deviceId"]!.GetValue<Guid>()).ToList();
            Assert.InRange(ids.Count, 1, 2);
            seen.AddRange(ids);
            next = page["@odata.nextLink"]?.GetValue<string>();
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.True(joined.IsSubsetOf(seen));
        Assert.Equal(seen.Order(), seen);
    }

    [Theory]
    [InlineData("$top=0", "KW2781")]
    [InlineData("$top=1000", "KW2781")]
    [InlineData("$top=-1", "KW2781")]
    [InlineData("$top=1&$top=2", "KW2780")]
    [InlineData("$top=", "KW2781")]
    [InlineData("$skiptoken=' OR 1=1", "KW2781")]
    [InlineData("$expand=registeredOwners", "KW2780")]
    public async Task A_query_that_is_not_offered_is_refused(string query, string code)
    {
        var reader = await fixture.PersonAsync(Resources.Graph, Role.Reader);
        (await reader.SendAsync(HttpMethod.Get, "/v1.0/devices?" + query, (byte[]?)null)).AssertRefused(HttpStatusCode.BadRequest, code);
    }

    private async Task<(byte[] Certificate, JoiningComputer Computer)> JoinedAsync()
    {
        var computer = new JoiningComputer();
        var joined = await JoinTests.JoinAsync(await fixture.PersonAsync(Resources.DeviceRegistration), computer);
        return (Convert.FromBase64String(joined.Certificate.RawBody), computer);
    }

    private static Task<ScimReply> GetAsync(ScimClient client, Guid id) => client.SendAsync(HttpMethod.Get, $"/v1.0/devices/{id}", (byte[]?)null);

    private static Task<ScimReply> PatchAsync(ScimClient client, Guid id, string body) => client.SendAsync(HttpMethod.Patch, $"/v1.0/devices/{id}", body, null, "application/json");
}
