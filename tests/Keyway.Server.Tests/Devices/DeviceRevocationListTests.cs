using System.Net;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using Keyway.Contracts.OAuth;
using Keyway.Server.Devices;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Devices;

public sealed class DeviceRevocationListTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private RunningServer Server => fixture.Server;

    [Fact]
    public async Task The_list_is_signed_by_the_authority_and_grows_by_what_is_deleted()
    {
        var (kept, _) = await JoinedAsync();
        var (deleted, id) = await JoinedAsync();
        var (before, number) = await LoadAsync();
        await Server.Get<DeviceService>().DeleteAsync(id, null, TestContext.Current.CancellationToken);
        var (after, next) = await LoadAsync();
        Assert.True(next > number);
        Assert.False(Has(before, deleted));
        Assert.True(Has(after, deleted));
        Assert.False(Has(after, kept));
    }

    [Fact]
    public async Task A_list_is_made_anew_only_when_something_changed_or_an_hour_went_by()
    {
        var (_, id) = await JoinedAsync();
        var (_, number) = await LoadAsync();
        Assert.Equal(number, (await LoadAsync()).Number);
        Server.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(number, (await LoadAsync()).Number);
        Server.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(number + 1, (await LoadAsync()).Number);
        await Server.Get<DeviceService>().SetEnabledAsync(id, enabled: false, null, TestContext.Current.CancellationToken);
        Assert.Equal(number + 2, (await LoadAsync()).Number);
    }

    [Fact]
    public async Task Disabled_devices_are_on_hold_until_they_are_enabled()
    {
        var (certificate, id) = await JoinedAsync();
        using var computer = new HybridComputer(Server);
        await computer.SyncAsync();
        var hybrid = await computer.JoinedAsync();
        await Server.Get<DeviceService>().SetEnabledAsync(id, enabled: false, null, TestContext.Current.CancellationToken);
        await computer.SyncAsync(enabled: false);
        var (held, _) = await LoadAsync();
        Assert.True(Has(held, certificate));
        Assert.True(Has(held, hybrid));
        await Server.Get<DeviceService>().SetEnabledAsync(id, enabled: true, null, TestContext.Current.CancellationToken);
        await computer.SyncAsync();
        var (released, _) = await LoadAsync();
        Assert.False(Has(released, certificate));
        Assert.False(Has(released, hybrid));
        await computer.DeleteFromDomainAsync();
        Assert.True(Has((await LoadAsync()).List, hybrid));
    }

    [Fact]
    public async Task A_certificate_that_ended_by_time_is_listed_within_the_hour_and_forgotten_when_it_expires()
    {
        await using var server = await RunningServer.StartAsync();
        using var computer = new HybridComputer(server);
        await computer.SyncAsync();
        var raw = await computer.JoinedAsync();
        using var shown = X509CertificateLoader.LoadCertificate(raw).CopyWithPrivateKey(computer.Keys.DeviceKey);
        var device = server.Get<DeviceRegistry>().Authenticate(raw).Value;
        Assert.True((await server.Get<DeviceRenewals>().RenewAsync(new PresentedDevice(device, Nonce: null), device.DeviceKey, TestContext.Current.CancellationToken)).Succeeded);
        Assert.False(Has((await LoadAsync(server)).List, raw));
        server.Clock.Advance(TimeSpan.FromHours(25));
        Assert.True(Has((await LoadAsync(server)).List, raw));
        await server.Get<DeviceService>().DeleteAsync(computer.Id, null, TestContext.Current.CancellationToken);
        server.Clock.Advance(TimeSpan.FromDays(3660));
        await server.SweepAsync();
        Assert.False(Has((await LoadAsync(server)).List, raw));
        Assert.Equal(0, server.Get<Keyway.Server.Storage.Store>().Read(session => session.First("SELECT COUNT(*) FROM DeviceCertificate", row => row.GetInt64(0))));
    }

    [Fact]
    public async Task The_number_grows_over_a_restart()
    {
        await using var server = await RunningServer.StartAsync();
        var (_, number) = await LoadAsync(server);
        await server.RestartAsync();
        Assert.Equal(number + 1, (await LoadAsync(server)).Number);
    }

    [Fact]
    public async Task Certificates_say_where_the_list_is_and_a_verifier_that_follows_it_sees_the_end()
    {
        var (raw, id) = await JoinedAsync();
        using var certificate = X509CertificateLoader.LoadCertificate(raw);
        var point = certificate.Extensions.Single(extension => extension.Oid!.Value == "2.5.29.31");
        Assert.Contains("https://localhost/EnrollmentServer/crl", System.Text.Encoding.ASCII.GetString(point.RawData), StringComparison.Ordinal);

        using var directory = new TemporaryFolder();
        await File.WriteAllBytesAsync(directory.Of("ca.der"), await Server.Http.GetByteArrayAsync(new Uri("/EnrollmentServer/authority", UriKind.Relative), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(directory.Of("device.pem"), certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        Assert.Contains("OK", await VerifyAsync(directory), StringComparison.Ordinal);
        await Server.Get<DeviceService>().DeleteAsync(id, null, TestContext.Current.CancellationToken);
        Assert.Contains("certificate revoked", await VerifyAsync(directory), StringComparison.Ordinal);
    }

    // openssl reads what programs of others will read.
    private async Task<string> VerifyAsync(TemporaryFolder directory)
    {
        await File.WriteAllBytesAsync(directory.Of("crl.der"), await Server.Http.GetByteArrayAsync(new Uri("/EnrollmentServer/crl", UriKind.Relative), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var time = Server.Clock.GetUtcNow().ToUnixTimeSeconds();
        var start = new System.Diagnostics.ProcessStartInfo("sh")
        {
            ArgumentList =
            {
                "-c",
                $"cd {directory.Path} && openssl x509 -inform der -in ca.der -out ca.pem && openssl crl -inform der -in crl.der -out crl.pem && "
                + $"openssl verify -attime {time} -crl_check -CAfile ca.pem -CRLfile crl.pem device.pem",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await output + await error;
    }

    private async Task<(byte[] Certificate, Guid Id)> JoinedAsync()
    {
        using var computer = new JoiningComputer();
        var joined = await JoinTests.JoinAsync(await fixture.PersonAsync(Resources.DeviceRegistration), computer);
        return (Convert.FromBase64String(joined.Certificate.RawBody), Guid.Parse(JoinTests.Subject(joined)));
    }

    private Task<(CertificateRevocationListBuilder List, BigInteger Number)> LoadAsync() => LoadAsync(Server);

    private static async Task<(CertificateRevocationListBuilder List, BigInteger Number)> LoadAsync(RunningServer server)
    {
        using var reply = await server.DeviceHttp.GetAsync(new Uri("/EnrollmentServer/crl", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "application/pkix-crl"), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
        var list = CertificateRevocationListBuilder.Load(await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), out var number);
        return (list, number);
    }

    // The builder tells an entry only by removing it.
    private static bool Has(CertificateRevocationListBuilder list, byte[] certificate)
    {
        using var loaded = X509CertificateLoader.LoadCertificate(certificate);
        return list.RemoveEntry(loaded.SerialNumberBytes.Span);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("keyway-crl-").FullName;

        public string Of(string name) => System.IO.Path.Combine(Path, name);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
