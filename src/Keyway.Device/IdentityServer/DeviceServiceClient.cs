using System.Net.Http.Json;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Device.IdentityServer.Tls;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.IdentityServer;

/// <summary>The identity server where a computer shows its certificate in the TLS handshake: what only the computer itself may ask for.</summary>
internal sealed class DeviceServiceClient : IDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(20);

    private readonly ServerTransport _transport;
    private readonly IDisposable _certificate;
    private readonly Guid _device;

    private DeviceServiceClient(ServerTransport transport, IDisposable certificate, Guid device)
    {
        _transport = transport;
        _certificate = certificate;
        _device = device;
    }

    /// <summary>Finds the place, which an older join does not know, and gets ready to show the certificate there.</summary>
    /// <param name="joined">Whose certificate and key; they must outlive the client.</param>
    /// <param name="patience">How long one answer may take; 20 seconds when left out.</param>
    public static async Task<Result<DeviceServiceClient>> OpenAsync(JoinedState joined, TimeSpan? patience, CancellationToken cancellationToken)
    {
        var device = joined.Device;
        var journey = Guid.NewGuid();
        if (!ServerTrust.FromPem(device.TrustedAuthorities).TryGet(out var trust, out var refusal))
            return refusal;
        var origin = device.DeviceOrigin;
        if (origin is null)
        {
            if (!ServerAddress.Parse(device.Server).TryGet(out var server, out refusal))
                return refusal;
            using var client = new IdentityServerClient(server, trust, journey, patience);
            if (!(await client.DiscoverAsync(cancellationToken)).TryGet(out var tenant, out refusal))
                return refusal;
            if (tenant.KeywayService.DeviceOrigin is not { } found)
                return Catalogue.Device.DeviceOriginMissing;
            origin = found;
        }

        if (!ServerAddress.Parse(origin).TryGet(out var address, out refusal))
            return refusal;
        if (joined.Keys.Store.Tpm is not null)
        {
            if (!OpenTls(address, joined).TryGet(out var tls, out refusal))
                return refusal;
            return new DeviceServiceClient(new ServerTransport(tls.PlainAddress, trust, journey, patience ?? Usual, connect: tls.ConnectAsync), tls, device.DeviceId);
        }

        var certificate = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.CopyWithPrivateKey(joined.Certificate, joined.Keys.DeviceKey);
        return new DeviceServiceClient(new ServerTransport(address, trust, journey, patience ?? Usual, certificate), certificate, device.DeviceId);
    }

    public void Dispose()
    {
        _transport.Dispose();
        _certificate.Dispose();
    }

    /// <summary>Deletes this computer at the server. Null, or why not; the server no longer knows a device that is deleted already.</summary>
    public async Task<Refusal?> DeleteAsync(CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, _transport.Address.At($"EnrollmentServer/device/{_device:D}?api-version=1.0"));
        return (await _transport.ExchangeAsync(request, cancellationToken)).TryGet(out var reply, out var refusal) ? reply.RefusalUnlessDone() : refusal;
    }

    /// <summary>Asks for a new certificate for the present device key.</summary>
    public Task<Result<IssuedDeviceCertificate>> RenewAsync(DeviceRenewalRequest request, CancellationToken cancellationToken) =>
        _transport.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, _transport.Address.At($"EnrollmentServer/device/{_device:D}/renew")) { Content = JsonContent.Create(request, ContractsJson.Default.DeviceRenewalRequest) },
            ContractsJson.Default.IssuedDeviceCertificate,
            cancellationToken);

    /// <summary>Asks whether the server takes this computer for what its certificate says. Null, or why not.</summary>
    /// <remarks>It asks for something of nobody's: who is taken for a device is told that this is another one, all others are told before what is wrong with them.</remarks>
    public async Task<Refusal?> CheckStandingAsync(CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _transport.Address.At($"EnrollmentServer/device/{Guid.Empty:D}/renew"));
        if (!(await _transport.ExchangeAsync(request, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.RefusalUnlessDone() is { } said && said.Error != Catalogue.Devices.OtherDevice ? said : null;
    }

    private static Result<KeyTls> OpenTls(ServerAddress address, JoinedState joined)
    {
        try
        {
            return new KeyTls(address, joined.Device.TrustedAuthorities, joined.Certificate, joined.Keys.DeviceKey);
        }
        catch (Exception failure) when (failure is DllNotFoundException or EntryPointNotFoundException or System.Security.Authentication.AuthenticationException)
        {
            return new Refusal(Catalogue.Device.TpmTlsFailed, failure.Message);
        }
    }
}
