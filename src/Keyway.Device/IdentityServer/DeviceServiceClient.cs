using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.DeviceManagement;
using Keyway.Contracts.Devices;
using Keyway.Contracts.OAuth;
using Keyway.Device.State;
using Keyway.Errors;
using Keyway.Tpm;

namespace Keyway.Device.IdentityServer;

/// <summary>
/// The identity server for what only the computer itself may ask for. Each request carries a device credential: a signature by the device key over a nonce of the
/// server and over this very request.
/// </summary>
internal sealed class DeviceServiceClient : IDisposable
{
    private readonly IdentityServerClient _server;
    private readonly JoinedState _joined;

    private DeviceServiceClient(IdentityServerClient server, JoinedState joined)
    {
        _server = server;
        _joined = joined;
    }

    /// <param name="joined">Whose certificate and key; they must outlive the client.</param>
    /// <param name="patience">How long one answer may take; the usual time when left out.</param>
    public static Result<DeviceServiceClient> Open(JoinedState joined, TimeSpan? patience = null)
    {
        if (!ServerTrust.FromPem(joined.Device.TrustedAuthorities).TryGet(out var trust, out var refusal) || !ServerAddress.Parse(joined.Device.Server).TryGet(out var address, out refusal))
            return refusal;
        return new DeviceServiceClient(new IdentityServerClient(address, trust, Guid.NewGuid(), patience), joined);
    }

    public void Dispose() => _server.Dispose();

    /// <summary>Deletes this computer at the server. Null, or why not; the server no longer knows a device that is deleted already.</summary>
    public Task<Refusal?> DeleteAsync(CancellationToken cancellationToken) => AskAsync(HttpMethod.Delete, $"EnrollmentServer/device/{_joined.Device.DeviceId:D}", "?api-version=1.0", cancellationToken);

    /// <summary>Asks for a new certificate for the present device key.</summary>
    public async Task<Result<IssuedDeviceCertificate>> RenewAsync(DeviceRenewalRequest request, CancellationToken cancellationToken)
    {
        if (!(await SignAsync(HttpMethod.Post, $"EnrollmentServer/device/{_joined.Device.DeviceId:D}/renew", "", cancellationToken)).TryGet(out var signed, out var refusal))
            return refusal;
        signed.Content = JsonContent.Create(request, ContractsJson.Default.DeviceRenewalRequest);
        return await _server.Transport.SendAsync(signed, ContractsJson.Default.IssuedDeviceCertificate, cancellationToken);
    }

    /// <summary>Asks whether the server takes this computer for what its certificate says. Null, or why not.</summary>
    /// <remarks>It asks for something of nobody's: who is taken for a device is told that this is another one, all others are told before what is wrong with them.</remarks>
    public async Task<Refusal?> CheckStandingAsync(CancellationToken cancellationToken) =>
        await AskAsync(HttpMethod.Post, $"EnrollmentServer/device/{Guid.Empty:D}/renew", "", cancellationToken) is { } said && said.Error != Catalogue.Devices.OtherDevice ? said : null;

    /// <summary>The URL of this computer's device management sessions.</summary>
    public string ManagementUrl => $"{_server.Address.Origin}/{ManagementPath}";

    private string ManagementPath => $"EnrollmentServer/management/{_joined.Device.DeviceId:D}";

    /// <summary>Enrols this computer in device management.</summary>
    public async Task<Result<ManagementEnrolment>> EnrolAsync(CancellationToken cancellationToken) =>
        (await SignAsync(HttpMethod.Post, ManagementPath + "/enrol", "", cancellationToken)).TryGet(out var signed, out var refusal)
            ? await _server.Transport.SendAsync(signed, ContractsJson.Default.ManagementEnrolment, cancellationToken)
            : refusal;

    /// <summary>Sends a message of a device management session and reads the server's.</summary>
    public async Task<Result<SyncMlMessage>> ExchangeAsync(SyncMlMessage message, CancellationToken cancellationToken)
    {
        if (!(await SignAsync(HttpMethod.Post, ManagementPath, "", cancellationToken)).TryGet(out var signed, out var refusal))
            return refusal;
        signed.Content = new ByteArrayContent(SyncMlWriter.Write(message)) { Headers = { ContentType = new MediaTypeHeaderValue(SyncMl.MediaType) } };
        if (!(await _server.Transport.ExchangeAsync(signed, cancellationToken)).TryGet(out var reply, out refusal) || reply.RefusalUnlessDone() is { } said && (refusal = said) is not null)
            return refusal;
        return SyncMlReader.Read(reply.Body.Span).TryGet(out var answer, out refusal) ? answer : new Refusal(Catalogue.ManagedDevice.ReplyMalformed, refusal.Detail);
    }

    private async Task<Refusal?> AskAsync(HttpMethod method, string path, string query, CancellationToken cancellationToken)
    {
        if (!(await SignAsync(method, path, query, cancellationToken)).TryGet(out var signed, out var refusal))
            return refusal;
        return (await _server.Transport.ExchangeAsync(signed, cancellationToken)).TryGet(out var reply, out refusal) ? reply.RefusalUnlessDone() : refusal;
    }

    private async Task<Result<HttpRequestMessage>> SignAsync(HttpMethod method, string path, string query, CancellationToken cancellationToken)
    {
        if (!(await _server.GetNonceAsync(_joined.Device.TenantId.ToString(), cancellationToken)).TryGet(out var nonce, out var refusal))
            return refusal;
        var claims = new DeviceCredentialClaims(GrantTypes.DeviceAuthentication, DeviceCredentialClaims.Broker, nonce, $"{_server.Address.Origin}/{path}", method.Method);
        try
        {
            var credential = _joined.Sign(JsonSerializer.SerializeToUtf8Bytes(claims, ContractsJson.Default.DeviceCredentialClaims));
            return new HttpRequestMessage(method, _server.Address.At(path + query)) { Headers = { { DeviceCredentialClaims.HeaderName, credential } } };
        }
        catch (TpmCryptographicException failure)
        {
            return failure.Refusal;
        }
    }
}
