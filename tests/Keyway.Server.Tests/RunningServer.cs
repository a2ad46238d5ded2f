using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Keyway.Server.Hosting;
using Keyway.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Keyway.Server.Tests;

/// <summary>The real server on a free loopback port, with its own data directory, store, CA and clock. <see cref="RestartAsync"/> starts it again over the same directory.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly string _directory = MemoryFolder.Create("keyway-server-");
    private WebApplication? _app;

    private RunningServer()
    {
    }

    public SettableClock Clock { get; } = new();

    public IServiceProvider Services => _app!.Services;

    /// <summary>Everything that was logged, over all starts.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>What the latest start printed.</summary>
    public FirstAdministrator Administrator { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Where devices show their certificates.</summary>
    public Uri DeviceAddress { get; private set; } = null!;

    /// <summary>The listener for devices, without a certificate.</summary>
    public HttpClient DeviceHttp { get; private set; } = null!;

    /// <summary>Counts from the next start.</summary>
    public string? MetadataRootFile { get; set; }

    /// <inheritdoc cref="MetadataRootFile"/>
    public string? MetadataFile { get; set; }

    /// <inheritdoc cref="MetadataRootFile"/>
    public bool EnterpriseAttestation { get; set; }

    public ServerOptions Options => new()
    {
        DataDirectory = Path.Combine(_directory, "data"),
        Url = new Uri("https://localhost"),
        TenantName = "Contoso",
        TenantDomain = "contoso.corp.com",
        Listen = new IPEndPoint(IPAddress.Loopback, 0),
        MetadataRootFile = MetadataRootFile,
        MetadataFile = MetadataFile,
        EnterpriseAttestation = EnterpriseAttestation,
    };

    public static async Task<RunningServer> StartAsync()
    {
        var server = new RunningServer();
        await server.RestartAsync();
        return server;
    }

    public T Get<T>()
        where T : notnull =>
        Services.GetRequiredService<T>();

    /// <summary>One round of the sweeper, which a test does not wait for.</summary>
    public Task SweepAsync() => Services.GetServices<IHostedService>().OfType<StoreSweeper>().Single().SweepAsync(TestContext.Current.CancellationToken);

    /// <summary>A client of the listener for devices that shows a certificate.</summary>
    /// <param name="certificate">With its key.</param>
    public HttpClient Showing(X509Certificate2 certificate) => new(TrustingOnly(certificate)) { BaseAddress = DeviceAddress };

    public async Task RestartAsync()
    {
        await StopAsync();
        _app = ServerHost.Build(Options, Clock).Value;
        _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        Administrator = (await FirstStart.EnsureAsync(_app.Services, replaceCode: false, TestContext.Current.CancellationToken)).Value;
        await _app.StartAsync();
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToArray();
        Http = new HttpClient(TrustingOnly(null)) { BaseAddress = new Uri($"https://localhost:{addresses[0].Port}") };
        DeviceAddress = new Uri($"https://localhost:{addresses[1].Port}");
        DeviceHttp = new HttpClient(TrustingOnly(null)) { BaseAddress = DeviceAddress };
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task StopAsync()
    {
        if (_app is null)
            return;
        Http.Dispose();
        DeviceHttp.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private SocketsHttpHandler TrustingOnly(X509Certificate2? shown)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.ImportFromPemFile(Path.Combine(Options.TlsDirectory, "ca.pem"));
        var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy }, AllowAutoRedirect = false, UseCookies = false };
        if (shown is not null)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(shown, additionalCertificates: null, offline: true);
        return handler;
    }
}
