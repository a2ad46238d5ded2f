using System.Net.Http.Json;
using System.Security.Cryptography;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.OAuth;
using Keyway.Lab.Simulation;

namespace Keyway.Lab.Walk;

/// <summary>Sign-ins that go wrong on purpose, with alice's real key and a device that was really joined.</summary>
public sealed class AttackWalk
{
    private readonly Laboratory _lab;
    private readonly Lazy<Task<(SimulatedDevice Device, KeywayService Service)>> _device;

    public AttackWalk(Laboratory lab)
    {
        _lab = lab;
        _device = new(JoinAsync);
    }

    /// <summary>The assertion is over a nonce that the server never gave.</summary>
    public async Task<string> RefuseForeignNonceAsync(CancellationToken cancellation)
    {
        var (device, service) = await _device.Value;
        var nonce = await device.NonceAsync(cancellation);
        var foreign = nonce[..^1] + (nonce[^1] == 'A' ? 'B' : 'A');
        return await RefusedAsync(device, device.PrtRequest(foreign, Sign(service, foreign)), cancellation);
    }

    /// <summary>A right assertion, in a request that another key signed under this device's certificate.</summary>
    public async Task<string> RefuseForeignDeviceKeyAsync(CancellationToken cancellation)
    {
        var (device, service) = await _device.Value;
        using var foreign = RSA.Create(2048);
        var nonce = await device.NonceAsync(cancellation);
        return await RefusedAsync(device, device.PrtRequest(nonce, Sign(service, nonce), foreign), cancellation);
    }

    /// <summary>The same request twice: the first is good, the second is refused.</summary>
    public async Task<string> RefuseReplayAsync(CancellationToken cancellation)
    {
        var (device, service) = await _device.Value;
        var nonce = await device.NonceAsync(cancellation);
        var form = device.PrtRequest(nonce, Sign(service, nonce));
        using (var first = await device.PostAsync(form, cancellation))
        {
            if (!first.IsSuccessStatusCode)
                throw new BrokenPromiseException("the first use was refused: " + await first.Content.ReadAsStringAsync(cancellation));
        }

        return await RefusedAsync(device, form, cancellation);
    }

    private Contracts.SignIn.SecurityKeyAssertion Sign(KeywayService service, string nonce) =>
        LabKey.Sign(_lab.Folder.SecurityKey("alice"), _lab.Record.Pin, service, nonce);

    private static async Task<string> RefusedAsync(SimulatedDevice device, Dictionary<string, string> form, CancellationToken cancellation)
    {
        using var reply = await device.PostAsync(form, cancellation);
        if (reply.IsSuccessStatusCode)
            throw new BrokenPromiseException("the server issued a primary refresh token");
        var error = (await reply.Content.ReadFromJsonAsync(ContractsJson.Default.OAuthError, cancellation))!;
        return $"{error.KeywayError} {Errors.Catalogue.All.Single(entry => entry.Error.Code == error.KeywayError).Error.Cause}";
    }

    private async Task<(SimulatedDevice Device, KeywayService Service)> JoinAsync()
    {
        var client = _lab.Administration.Client;
        var discovery = await SimulatedDevice.DiscoverAsync(client, CancellationToken.None);
        var pass = await _lab.Administration.IssuePassAsync(Domain.Upn("alice"), CancellationToken.None);
        var token = await SimulatedDevice.TokenByPassAsync(client, Domain.Upn("alice"), pass, Resources.DeviceRegistration, CancellationToken.None);
        var device = new SimulatedDevice(client);
        await device.JoinAsync(token, Domain.DnsName, "simulated", CancellationToken.None);
        return (device, discovery.KeywayService);
    }
}
