using System.Net;
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
    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-server-").FullName;
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

    public ServerOptions Options => new()
    {
        DataDirectory = Path.Combine(_directory, "data"),
        Url = new Uri("https://localhost"),
        TenantName = "Contoso",
        TenantDomain = "contoso.corp.com",
        Listen = new IPEndPoint(IPAddress.Loopback, 0),
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

    public async Task RestartAsync()
    {
        await StopAsync();
        _app = ServerHost.Build(Options, Clock).Value;
        _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        Administrator = (await FirstStart.EnsureAsync(_app.Services, replaceCode: false, TestContext.Current.CancellationToken)).Value;
        await _app.StartAsync();
        var address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient(TrustingOnly(Path.Combine(Options.TlsDirectory, "ca.pem"))) { BaseAddress = new Uri($"https://localhost:{address.Port}") };
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
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static SocketsHttpHandler TrustingOnly(string authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.ImportFromPemFile(authority);
        return new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy }, AllowAutoRedirect = false, UseCookies = false };
    }
}
