using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Device.IdentityServer;

/// <summary>Finds the authority of a server by the SHA-256 of its certificate, which somebody trusted has named: the service connection point of the computer's domain.</summary>
internal static class PinnedAuthority
{
    /// <summary>Looks at what the server shows in its handshake. Nothing is sent, and nothing is believed but a certificate of that fingerprint.</summary>
    /// <param name="address">The server.</param>
    /// <param name="sha256">Of the authority's DER, hex.</param>
    public static async Task<Result<ServerTrust>> FindAsync(ServerAddress address, string sha256, CancellationToken cancellationToken)
    {
        var wanted = Convert.FromHexString(sha256);
        string? found = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            using var socket = new System.Net.Sockets.TcpClient();
            await socket.ConnectAsync(address.Host, address.Port, limit.Token);
            await using var tls = new SslStream(socket.GetStream());
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = address.Host,
                RemoteCertificateValidationCallback = (_, _, chain, _) =>
                {
                    found = chain?.ChainPolicy.ExtraStore.Concat(chain.ChainElements.Select(element => element.Certificate))
                        .FirstOrDefault(shown => CryptographicOperations.FixedTimeEquals(SHA256.HashData(shown.RawData), wanted))?.ExportCertificatePem();
                    return false;
                },
            };
            await tls.AuthenticateAsClientAsync(options, limit.Token);
        }
        catch (AuthenticationException)
        {
            // Always: the handshake ends once the certificates were seen.
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException)
        {
            return new Refusal(Catalogue.Device.ServerUnreachable, $"{address}: {failure.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Refusal(Catalogue.Device.ServerUnreachable, $"{address}: no answer in time");
        }

        return found is null ? new Refusal(Catalogue.Device.AuthorityNotShown, sha256) : ServerTrust.FromPem(found);
    }
}
