using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Errors;
using Keyway.Server.Devices;
using Keyway.Server.Storage;
using Keyway.Server.Tenants;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Devices;

/// <summary>A computer of a domain: what it wrote into its domain, what was synced of it, and the join request that it makes.</summary>
internal sealed class HybridComputer(RunningServer server) : IDisposable
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public string Sid { get; init; } = $"S-1-5-21-1-2-{Random.Shared.Next()}-{Random.Shared.Next(1000, int.MaxValue)}";

    /// <summary>The key of the userCertificate.</summary>
    public RSA DomainKey { get; init; } = RSA.Create(2048);

    public JoiningComputer Keys { get; set; } = new();

    /// <summary>A certificate as the computer writes it beside itself.</summary>
    public byte[] UserCertificate(string? subject = null, RSA? key = null, TimeSpan? lifetime = null)
    {
        var now = server.Clock.GetUtcNow();
        using var certificate = new CertificateRequest(subject ?? $"CN={Id}", key ?? DomainKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-2), now + (lifetime ?? TimeSpan.FromDays(3650)));
        return certificate.RawData;
    }

    /// <summary>As the connector of its domain announces it.</summary>
    public HybridDevice Synced(bool enabled = true, params byte[][] certificates)
    {
        var now = server.Clock.GetUtcNow();
        return new HybridDevice(Id, "d1.test", Sid, "PC1$", "PC1", "Linux", "12", enabled, certificates.Length == 0 ? [UserCertificate()] : certificates, now, now, 1);
    }

    public async Task SyncAsync(bool enabled = true, params byte[][] certificates)
    {
        var device = Synced(enabled, certificates);
        Assert.True((await WriteAsync(session =>
        {
            if (HybridDevices.Find(session, Id) is null)
                return HybridDevices.Insert(session, device);
            HybridDevices.Update(session, device);
            return true;
        })).Value);
    }

    public Task<Result<bool>> DeleteFromDomainAsync() => WriteAsync(session =>
    {
        HybridDevices.Delete(session, Id, server.Clock.GetUtcNow());
        return true;
    });

    public ClientIdentity Proof(string? sid = null, DateTimeOffset? on = null, RSA? by = null)
    {
        var text = $"{sid ?? Sid}.{(on ?? server.Clock.GetUtcNow()).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";
        return new ClientIdentity("sha256signed", text, Convert.ToBase64String((by ?? DomainKey).SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
    }

    public HybridJoinRequest Request(ClientIdentity? proof = null) => new(
        new DeviceCertificateRequest("pkcs10", Convert.ToBase64String(Keys.SigningRequest())),
        new ServerAdJoinData(
            Convert.ToBase64String(RsaPublicKeyBlob.Write(Keys.TransportKey)), "d1.test", "Linux", "12", "PC1", "dc1.d1.test", server.Get<Tenant>().Id.ToString(), proof ?? Proof()),
        6);

    public Task<ScimReply> JoinAsync(HybridJoinRequest? request = null, Guid? id = null) =>
        SendAsync(JsonSerializer.SerializeToUtf8Bytes(request ?? Request(), ContractsJson.Default.HybridJoinRequest), id);

    /// <summary>Joins at the listener for devices, without any certificate or token.</summary>
    public async Task<ScimReply> SendAsync(byte[] body, Guid? id = null)
    {
        using var content = new ByteArrayContent(body);
        using var reply = await server.DeviceHttp.PutAsync(new Uri($"/EnrollmentServer/device/{id ?? Id}?api-version=2.0", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return new ScimReply(reply.StatusCode, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), null);
    }

    /// <summary>A join that works.</summary>
    /// <returns>The certificate, DER.</returns>
    public async Task<byte[]> JoinedAsync()
    {
        var reply = await JoinAsync();
        Assert.True(reply.Status == System.Net.HttpStatusCode.OK, reply.Text);
        Assert.True(ContractsJson.TryRead(Encoding.UTF8.GetBytes(reply.Text), ContractsJson.Default.DeviceJoinResponse, out var response));
        return Convert.FromBase64String(response.Certificate.RawBody);
    }

    public void Dispose()
    {
        DomainKey.Dispose();
        Keys.Dispose();
    }

    private Task<Result<bool>> WriteAsync(Func<StoreSession, bool> unit) =>
        server.Get<DurableWriter>().WriteAsync<bool>(session => unit(session), TestContext.Current.CancellationToken);
}
