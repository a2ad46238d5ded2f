using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Lab.Components;
using Keyway.Server.Tests;
using Keyway.Tests;
using Microsoft.Data.Sqlite;

namespace Keyway.Portal.Tests;

/// <summary>An identity server of its own for a browser: a new organisation with its first administrator and his one-time code.</summary>
internal sealed class PortalServer : IAsyncDisposable
{
    private const string TenantDomain = "contoso.corp.com";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string _directory = MemoryFolder.Create("keyway-portal-");
    private readonly ServerProgram _program;
    private readonly HttpClient _http;
    private readonly HttpClient _plain;
    private Process? _process;

    private PortalServer()
    {
        _program = new ServerProgram(Path.Combine(_directory, "data"), new Uri($"https://localhost:{FreePorts.Pair()}"));
        _http = TrustedClient.Create(_program.Url, Path.Combine(_program.Data, "tls", "ca.pem"));
        _plain = TrustedClient.Create(_program.Url, Path.Combine(_program.Data, "tls", "ca.pem"), plain: true);
    }

    public const string Administrator = "admin@" + TenantDomain;

    /// <summary>The origin, with a slash at the end.</summary>
    public string Url => _program.Url.ToString();

    /// <summary>For what programs do at it.</summary>
    public HttpClient Http => _http;

    public string Page => Url + "devicelogin";

    /// <summary>The administrator's one-time code.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The link that opens what the code opens.</summary>
    public string Link { get; private set; } = "";

    /// <param name="metadataRoot">PEM of who signs metadata; the public service when null.</param>
    public static async Task<PortalServer> StartAsync(CancellationToken cancellation, string? metadataRoot = null)
    {
        var server = new PortalServer();
        (server.Code, server.Link) = await server._program.InitialiseWithLinkAsync("Contoso", TenantDomain, cancellation);
        string[] more = [];
        if (metadataRoot is not null)
        {
            var file = Path.Combine(server._directory, "metadata-root.pem");
            await File.WriteAllTextAsync(file, metadataRoot, cancellation);
            more = ["--metadata-root", file];
        }

        var start = new ProcessStartInfo(ServerProgram.Path, [.. server._program.RunArguments, .. more]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in ServerProgram.Environment)
            start.Environment[name] = value;
        server._process = Process.Start(start)!;
        var said = new ConcurrentQueue<string?>();
        server._process.OutputDataReceived += (_, line) => said.Enqueue(line.Data);
        server._process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        var clock = Stopwatch.StartNew();
        while (!await ServerProgram.IsHealthyAsync(server._http, cancellation))
        {
            if (server._process.HasExited || clock.Elapsed > StartLimit)
                Assert.Fail("The server did not answer: " + string.Join('\n', said));
            await Task.Delay(50, cancellation);
        }

        return server;
    }

    public async Task<T> PostFormAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var reply = await _http.PostAsync(new Uri(path, UriKind.Relative), form, cancellation);
        return await ReadAsync(reply, type, cancellation);
    }

    public async Task<T> SendAsync<T>(HttpMethod method, string path, string json, JsonTypeInfo<T> type, string token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get)
            request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var reply = await _http.SendAsync(request, cancellation);
        return await ReadAsync(reply, type, cancellation);
    }

    /// <summary>The same where the answer does not matter.</summary>
    /// <param name="media">SCIM has one of its own.</param>
    public async Task SendAsync(HttpMethod method, string path, string json, string token, CancellationToken cancellation, string media = "application/json")
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, System.Text.Encoding.UTF8, media) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var reply = await _http.SendAsync(request, cancellation);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(cancellation));
    }

    /// <summary>Sends what no browser would: nothing is added, no cookie kept, no redirection followed.</summary>
    public Task<HttpResponseMessage> SendPlainAsync(HttpRequestMessage request, CancellationToken cancellation) => _plain.SendAsync(request, cancellation);

    /// <summary>Makes every session of a browser look as if its sign-in had been so much earlier: nobody waits five minutes for a test.</summary>
    public void AgeSessions(TimeSpan age)
    {
        using var store = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Directory.GetFiles(_program.Data, "*.db").Single(), Pooling = false }.ToString());
        store.Open();
        using var command = store.CreateCommand();
        command.CommandText = "UPDATE WebSession SET AuthenticatedOn = AuthenticatedOn - @p0";
        command.Parameters.AddWithValue("@p0", (long)age.TotalMilliseconds);
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    /// <summary>What a program without a browser begins with.</summary>
    public Task<DeviceAuthorization> AskForCodesAsync(string resource, CancellationToken cancellation) => PostFormAsync(
        "/common/oauth2/devicecode", ContractsJson.Default.DeviceAuthorization, cancellation, ("client_id", ClientIds.Broker), ("resource", resource));

    /// <summary>What it ends with.</summary>
    public async Task<string> RedeemAsync(DeviceAuthorization codes, CancellationToken cancellation) => (await PostFormAsync(
        "/common/oauth2/token", ContractsJson.Default.TokenResponse, cancellation,
        ("grant_type", GrantTypes.DeviceCode), ("client_id", ClientIds.Broker), ("device_code", codes.DeviceCode))).AccessToken;

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _http.Dispose();
        _plain.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage reply, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(cancellation));
        return (await reply.Content.ReadFromJsonAsync(type, cancellation))!;
    }
}
