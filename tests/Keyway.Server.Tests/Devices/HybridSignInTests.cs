using System.Security.Cryptography;
using Keyway.Contracts;
using Keyway.Contracts.SignIn;
using Keyway.Server.Devices;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.Devices;

/// <summary>People sign in on a computer that joined by its domain, until it may not any more.</summary>
public sealed class HybridSignInTests : IAsyncLifetime
{
    private readonly TestDevice _device = new();
    private Organisation _organisation = null!;
    private HybridComputer _computer = null!;
    private TestSecurityKey _key = null!;

    private Client Client => _organisation.Client;

    private RunningServer Server => _organisation.Server;

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _key = await _organisation.KeyAsync(await _organisation.PersonAsync());
        _computer = new HybridComputer(Server) { Keys = new JoiningComputer { DeviceKey = Copy(_device.Key), TransportKey = Copy(_device.TransportKey) } };
        await _computer.SyncAsync();
        _device.Certificate = await _computer.JoinedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _computer.Dispose();
        _device.Dispose();
        await _organisation.DisposeAsync();
    }

    [Fact]
    public async Task A_person_signs_in_on_a_hybrid_joined_computer() => await SignsInAsync();

    [Fact]
    public async Task D04_a_computer_that_its_domain_disables_or_deletes_signs_nobody_in_from_the_next_request_on()
    {
        await SignsInAsync();
        await _computer.SyncAsync(enabled: false);
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW2201");
        await _computer.SyncAsync();
        await SignsInAsync();
        await _computer.DeleteFromDomainAsync();
        (await Client.SignInAsync(_device, _key)).IsRefusal("KW2200");
    }

    [Fact]
    public async Task D04_a_sign_in_in_flight_gets_nothing_when_the_device_ends_meanwhile()
    {
        var device = Server.Get<DeviceRegistry>().Authenticate(_device.Certificate).Value;
        var devices = Server.Get<DeviceService>();
        Assert.Null(await RecordAsync(device));
        await devices.SetEnabledAsync(_computer.Id, enabled: false, null, TestContext.Current.CancellationToken);
        Assert.Equal("KW2201", await RecordAsync(device));
        await devices.DeleteAsync(_computer.Id, null, TestContext.Current.CancellationToken);
        Assert.Equal("KW2200", await RecordAsync(device));
    }

    [Fact]
    public async Task A_sign_in_by_a_renewed_certificate_ends_the_old_one()
    {
        await SignsInAsync();
        var old = _device.Certificate;
        var device = Server.Get<DeviceRegistry>().Authenticate(old).Value;
        _device.Certificate = Convert.FromBase64String((await Server.Get<DeviceRenewals>().RenewAsync(new PresentedDevice(device, Nonce: null), device.DeviceKey, TestContext.Current.CancellationToken)).Value.RawBody);
        // A request that shows the new certificate without its key ends nothing.
        using var thief = RSA.Create(2048);
        var nonce = await Client.NonceAsync();
        (await Client.PrtAsync(_device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce)), by: thief))).IsRefusal("KW2305");
        Assert.True(Server.Get<DeviceRegistry>().Authenticate(old).Succeeded);
        await SignsInAsync();
        Assert.Equal("KW2221", Server.Get<DeviceRegistry>().Authenticate(old).Refusal.Code);
    }

    private async Task<PrtResponse> SignsInAsync() => (await Client.SignInAsync(_device, _key)).As(ContractsJson.Default.PrtResponse);

    private async Task<string?> RecordAsync(RegisteredDevice device)
    {
        var written = await Server.Get<DurableWriter>().WriteAsync<bool>(
            session => DeviceRegistry.Record(session, device, Server.Clock.GetUtcNow()) is { } refusal ? refusal : true, TestContext.Current.CancellationToken);
        return written.Succeeded ? null : written.Refusal.Code;
    }

    private static RSA Copy(RSA key) => RSA.Create(key.ExportParameters(includePrivateParameters: true));
}
