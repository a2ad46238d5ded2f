using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Keyway.Connect.Tests.IdentityServer;

/// <summary>
/// A TLS server on loopback that answers each request with the next of some raw answers, or hangs up when there is none left: what the real
/// server never does, so that it can be tested.
/// </summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentQueue<string> _answers;
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public HostileServer(X509Certificate2 certificate, params IReadOnlyList<string> answers)
    {
        _certificate = certificate;
        _answers = new ConcurrentQueue<string>(answers);
        _listener.Start();
        _running = RunAsync();
    }

    public string Url => $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>More answers, for what names the server's own address.</summary>
    public void Add(params IReadOnlyList<string> answers)
    {
        foreach (var answer in answers)
            _answers.Enqueue(answer);
    }

    /// <summary>Heads and bodies as they came.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public static string Answer(string status, string body, string headers = "") =>
        $"HTTP/1.1 {status}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nContent-Type: application/json\r\n{headers}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client);
            }
            catch (Exception failure) when (failure is IOException or AuthenticationException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The other side hung up, or does not trust us: some tests are about that.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        while (await ReadRequestAsync(tls) is { } request)
        {
            _requests.Enqueue(request);
            if (!_answers.TryDequeue(out var answer))
                return;
            await tls.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
        }
    }

    private async Task<string?> ReadRequestAsync(SslStream tls)
    {
        var text = new StringBuilder();
        var buffer = new byte[65536];
        while (true)
        {
            var read = await tls.ReadAsync(buffer, _stop.Token);
            if (read == 0)
                return null;
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            var request = text.ToString();
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;
            var length = request[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
            if (length is null || request.Length - end - 4 >= int.Parse(length[16..], System.Globalization.CultureInfo.InvariantCulture))
                return request;
        }
    }
}
