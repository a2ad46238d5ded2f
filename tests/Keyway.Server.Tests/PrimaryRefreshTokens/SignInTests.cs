using System.Buffers.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.PrimaryRefreshTokens;

public sealed class SignInTests
{
    [Fact]
    public async Task A_registered_key_on_a_joined_device_gets_a_primary_refresh_token()
    {
        await using var organisation = await Organisation.StartAsync();
        var alice = await organisation.PersonAsync();
        var key = await organisation.KeyAsync(alice);
        var device = await organisation.DeviceAsync(key);

        var prt = (await organisation.Client.SignInAsync(device, key)).As(ContractsJson.Default.PrtResponse);

        Assert.Contains('.', prt.RefreshToken);
        Assert.Equal(1_209_599, prt.RefreshTokenExpiresIn);
        Assert.Equal("1209599", prt.ExpiresIn);
        Assert.Equal(organisation.Server.Administrator.TenantId.ToString(), prt.DeviceTenantId);
        Assert.Equal(32, SessionKeyJwe.Unwrap(prt.SessionKeyJwe!, device.TransportKey).Value.Length);
        var claims = JsonDocument.Parse(CompactJws.Parse(prt.IdToken).Value.Payload).RootElement;
        Assert.Equal(alice.Id.ToString(), claims.GetProperty("oid").GetString());
        Assert.Equal(alice.UserName, claims.GetProperty("preferred_username").GetString());
        Assert.False(claims.TryGetProperty("onprem_sid", out _));
        var clientInfo = JsonDocument.Parse(Base64Url.DecodeFromChars(prt.ClientInfo)).RootElement;
        Assert.Equal(alice.Id.ToString(), clientInfo.GetProperty("uid").GetString());
    }

    [Fact]
    public async Task Somebody_without_a_domain_still_gets_the_token_and_is_told_why_there_is_no_ticket()
    {
        await using var organisation = await Organisation.StartAsync();
        var key = await organisation.KeyAsync(await organisation.PersonAsync());
        var device = await organisation.DeviceAsync(key);

        var prt = (await organisation.Client.SignInAsync(device, key)).As(ContractsJson.Default.PrtResponse);

        var ticket = JsonSerializer.Deserialize(prt.TgtAd!, ContractsJson.Default.OnPremisesTicket)!;
        Assert.Equal(0, ticket.KeyType);
        Assert.StartsWith("KW2400 ", ticket.Error, StringComparison.Ordinal);
        Assert.Null(ticket.ClientKey);
    }

    [Fact]
    public async Task The_store_holds_neither_the_token_nor_the_session_key()
    {
        await using var organisation = await Organisation.StartAsync();
        var key = await organisation.KeyAsync(await organisation.PersonAsync());
        var device = await organisation.DeviceAsync(key);
        var prt = (await organisation.Client.SignInAsync(device, key)).As(ContractsJson.Default.PrtResponse);
        var sessionKey = SessionKeyJwe.Unwrap(prt.SessionKeyJwe!, device.TransportKey).Value;

        var files = Directory.GetFiles(organisation.Server.Options.DataDirectory, "keyway.db*").Select(ReadShared).ToArray();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(-1, file.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(prt.RefreshToken))));
        Assert.All(files, file => Assert.Equal(-1, file.AsSpan().IndexOf(sessionKey)));
    }

    [Fact]
    public async Task The_counter_of_a_key_that_signs_in_again_and_again_is_kept()
    {
        await using var organisation = await Organisation.StartAsync();
        var key = await organisation.KeyAsync(await organisation.PersonAsync());
        var device = await organisation.DeviceAsync(key);
        for (var attempt = 0; attempt < 3; attempt++)
            (await organisation.Client.SignInAsync(device, key)).As(ContractsJson.Default.PrtResponse);
        Assert.Equal(4L, organisation.Server.Get<Store>().Read(session => session.First("SELECT SignCount FROM SecurityKey WHERE CredentialId = @p0", row => row.GetInt64(0), key.CredentialId)));
    }

    [Fact]
    public async Task Sixteen_sign_ins_at_once_all_succeed()
    {
        await using var organisation = await Organisation.StartAsync();
        var people = new List<(TestDevice Device, TestSecurityKey Key)>();
        for (var index = 0; index < 4; index++)
        {
            var key = await organisation.KeyAsync(await organisation.PersonAsync($"person{index}"));
            people.Add((await organisation.DeviceAsync(key), key));
        }

        for (var round = 0; round < 4; round++)
        {
            var replies = await Task.WhenAll(people.Select(person => organisation.Client.SignInAsync(person.Device, person.Key)));
            Assert.All(replies, reply => reply.As(ContractsJson.Default.PrtResponse));
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }
}
