using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.ActiveDirectory.Ldap.Native;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>Opens a connection: credential, trust, TCP, protection, bind, root DSE, in this order, so that a secret only leaves inside verified protection.</summary>
internal static class ConnectionOpening
{
    private const string SystemCaFile = "/etc/ssl/certs/ca-certificates.crt";

    public static async Task<Result<DomainConnection>> OpenAsync(
        DomainController dc, DomainCredential credential, TlsTrust trust, DomainConnectionOptions options, CancellationToken cancellationToken)
    {
        if (CheckCredential(credential, options.Transport) is { } unusable)
            return unusable;
        var caFile = trust.CaFile ?? SystemCaFile;
        if (options.Transport != LdapTransport.KerberosSealed && CheckCaFile(caFile) is { } untrusted)
            return untrusted;
        if (!(await ConnectAsync(dc, options, cancellationToken).ConfigureAwait(false)).TryGet(out var socket, out var refusal))
            return refusal;

        var scheme = options.Transport == LdapTransport.Ldaps ? "ldaps" : "ldap";
        LdapSession? session = null;
        try
        {
            session = LdapSession.Attach(socket, $"{scheme}://{dc.HostName}", options);
            if (session is null)
                return new Refusal(Catalogue.ActiveDirectory.Unreachable, $"{dc.HostName}: the LDAP library did not take the connection");

            refusal = await ProtectAsync(session, dc, caFile, options, cancellationToken).ConfigureAwait(false)
                ?? await Task.Run(() => Bind(session, credential, options.Transport, cancellationToken), CancellationToken.None).ConfigureAwait(false);
            if (refusal is not null)
                return refusal;

            var connection = new DomainConnection(session, dc);
            refusal = await connection.ReadRootDseAsync(cancellationToken).ConfigureAwait(false);
            if (refusal is not null)
                return refusal;
            session = null;
            return connection;
        }
        catch (DllNotFoundException missing)
        {
            socket.Dispose();
            return new Refusal(Catalogue.ActiveDirectory.LibraryMissing, $"libldap-2.5-0, libgssapi-krb5-2: {missing.Message}");
        }
        finally
        {
            session?.Dispose();
        }
    }

    private static Refusal? CheckCredential(DomainCredential credential, LdapTransport transport) => credential switch
    {
        // RFC 4513 5.1.2: a name with an empty password binds as nobody and reports success.
        DomainCredential.Password { Secret.Length: 0 } or DomainCredential.Password { UserPrincipalName.Length: 0 } => Catalogue.ActiveDirectory.CredentialUnusable,
        DomainCredential.Password when transport == LdapTransport.KerberosSealed => new Refusal(Catalogue.ActiveDirectory.CredentialUnusable, "a password needs LDAPS or StartTLS"),
        DomainCredential.Ccache cache when !File.Exists(FileOf(cache)) => new Refusal(Catalogue.ActiveDirectory.CredentialUnusable, cache.Path),
        _ => null,
    };

    private static string FileOf(DomainCredential.Ccache cache) => cache.Path.StartsWith("FILE:", StringComparison.Ordinal) ? cache.Path[5..] : cache.Path;

    // The library takes an unreadable file for an empty one on some systems: better said here.
    private static Refusal? CheckCaFile(string caFile)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(caFile);
            return certificates.Count > 0 ? null : new Refusal(Catalogue.ActiveDirectory.CaFileUnusable, caFile);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return new Refusal(Catalogue.ActiveDirectory.CaFileUnusable, $"{caFile}: {unreadable.Message}");
        }
    }

    private static async Task<Result<Socket>> ConnectAsync(DomainController dc, DomainConnectionOptions options, CancellationToken cancellationToken)
    {
        var port = PortOf(options);
        var socket = new Socket(dc.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ConnectTimeout);
        try
        {
            await socket.ConnectAsync(dc.Address, port, limit.Token).ConfigureAwait(false);
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            return new Refusal(Catalogue.ActiveDirectory.Unreachable, $"{dc.HostName} at {dc.Address} port {port}: {error.SocketErrorCode}");
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return new Refusal(Catalogue.ActiveDirectory.Unreachable, $"{dc.HostName} at {dc.Address} port {port}: no answer in {options.ConnectTimeout.TotalSeconds:0.#} s");
        }
    }

    private static async Task<Refusal?> ProtectAsync(LdapSession session, DomainController dc, string caFile, DomainConnectionOptions options, CancellationToken cancellationToken)
    {
        if (options.Transport == LdapTransport.KerberosSealed)
            return null;

        var startTls = options.Transport == LdapTransport.StartTls;
        var answer = await Task.Run(() => session.Secure(caFile, startTls, options.ConnectTimeout, cancellationToken), CancellationToken.None).ConfigureAwait(false);
        return answer.Code == LdapAnswer.Success
            ? null
            : await TlsExplanation.ExplainAsync(dc, PortOf(options), startTls, caFile, answer.Text, options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
    }

    private static int PortOf(DomainConnectionOptions options) => options.Port ?? (options.Transport == LdapTransport.Ldaps ? 636 : 389);

    private static Refusal? Bind(LdapSession session, DomainCredential credential, LdapTransport transport, CancellationToken cancellationToken)
    {
        if (credential is DomainCredential.Password password)
        {
            var answer = session.Bind(password.UserPrincipalName, password.Secret, cancellationToken);
            return answer.Code == LdapAnswer.Success ? null : LdapRefusals.ForPassword(answer, password.UserPrincipalName);
        }

        var cache = ((DomainCredential.Ccache)credential).Path;
        using var tickets = KerberosCredentials.Use(cache);
        if (tickets is null)
            return new Refusal(Catalogue.ActiveDirectory.CredentialUnusable, cache);
        var bound = session.BindWithKerberos(transport != LdapTransport.KerberosSealed, cancellationToken);
        return bound.Code == LdapAnswer.Success ? null : LdapRefusals.ForKerberos(bound, cache);
    }
}
