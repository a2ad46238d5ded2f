using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>
/// Finds out why the LDAP library refused a TLS session, because it often only says that it did.
/// The refusal stands whatever is found here: this handshake is always broken off.
/// </summary>
internal static class TlsExplanation
{
    // StartTLS (RFC 4511 4.14.1): LDAPMessage { 1, ExtendedRequest { 1.3.6.1.4.1.1466.20037 } }.
    private static readonly byte[] StartTlsRequest = [0x30, 0x1D, 0x02, 0x01, 0x01, 0x77, 0x18, 0x80, 0x16, .. "1.3.6.1.4.1.1466.20037"u8];

    public static async Task<Refusal> ExplainAsync(
        DomainController dc, int port, bool startTls, string caFile, string? said, TimeSpan limit, CancellationToken cancellationToken)
    {
        var where = $"{dc.HostName} at {dc.Address} port {port}";
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        Refusal? found = null;
        try
        {
            using var socket = new Socket(dc.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(dc.Address, port, timeout.Token).ConfigureAwait(false);
            await using var stream = new NetworkStream(socket);
            if (startTls)
                await BeginAsync(stream, timeout.Token).ConfigureAwait(false);
            await using var tls = new SslStream(stream);
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = dc.HostName,
                CertificateChainPolicy = Policy(caFile),
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                {
                    found = Judge(where, caFile, certificate, chain, errors);
                    return false;
                },
            };
            await tls.AuthenticateAsClientAsync(options, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception expected) when (expected is AuthenticationException or IOException or SocketException)
        {
            said ??= expected.Message;
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            said ??= "no answer";
        }

        return found ?? new Refusal(Catalogue.ActiveDirectory.TlsFailed, $"{where}: {said}");
    }

    private static async Task BeginAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(StartTlsRequest, cancellationToken).ConfigureAwait(false);
        var answer = new byte[1024];

        // Whatever it answers, the handshake that follows shows whether TLS began.
        if (await stream.ReadAsync(answer, cancellationToken).ConfigureAwait(false) == 0)
            throw new IOException("the connection was closed after StartTLS");
    }

    private static X509ChainPolicy Policy(string caFile)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(caFile);
        return policy;
    }

    private static Refusal? Judge(string where, string caFile, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var subject = certificate?.Subject ?? "no certificate";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            var reasons = string.Join(", ", chain?.ChainStatus.Select(status => status.Status.ToString()).Distinct() ?? []);
            return new Refusal(Catalogue.ActiveDirectory.CertificateNotTrusted, $"{where}: {subject}, issued by {certificate?.Issuer}, {reasons}, trusting {caFile}");
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? new Refusal(Catalogue.ActiveDirectory.CertificateNameMismatch, $"{where}: {subject}")
            : null;
    }
}
