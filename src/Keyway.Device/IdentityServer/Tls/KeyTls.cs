using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Device.IdentityServer.Tls;

/// <summary>
/// TLS with a client certificate whose private key cannot be taken out of a TPM. OpenSSL makes the handshake and asks the key to sign; it is TLS 1.2 with
/// RSA PKCS#1 and SHA-256 on our side, because that is what the key does. The server's chain and name are checked before a byte of HTTP is sent.
/// </summary>
internal sealed class KeyTls : IDisposable
{
    private const int Sha256 = 672; // NID_sha256

    private readonly ServerAddress _address;
    private readonly RSA _key;

    // OpenSSL calls it as long as the context is there.
    private readonly OpenSsl.RsaSign _sign;
    private IntPtr _method;
    private IntPtr _context;

    /// <param name="address">Where the server is.</param>
    /// <param name="trustedPem">The authorities that may certify it; null for those of the system.</param>
    /// <param name="certificate">What is shown.</param>
    /// <param name="key">Its key, which signs.</param>
    public KeyTls(ServerAddress address, string? trustedPem, X509Certificate2 certificate, RSA key)
    {
        _address = address;
        _key = key;
        _sign = Sign;
        try
        {
            _context = Demand(OpenSsl.SSL_CTX_new(OpenSsl.TLS_client_method()));
            Demand(OpenSsl.SSL_CTX_ctrl(_context, OpenSsl.SetMinimumVersion, OpenSsl.Tls12, IntPtr.Zero));
            Demand(OpenSsl.SSL_CTX_ctrl(_context, OpenSsl.SetMaximumVersion, OpenSsl.Tls12, IntPtr.Zero));
            Demand(OpenSsl.SSL_CTX_ctrl_text(_context, OpenSsl.SetClientSignatureAlgorithms, 0, "RSA+SHA256"));
            OpenSsl.SSL_CTX_set_verify(_context, OpenSsl.VerifyPeer, IntPtr.Zero);
            Trust(trustedPem);
            var der = certificate.RawData;
            Demand(OpenSsl.SSL_CTX_use_certificate_ASN1(_context, der.Length, der));
            UseKey(key.ExportParameters(includePrivateParameters: false));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The same place for an HTTP client that is given a stream which is protected already.</summary>
    public ServerAddress PlainAddress => _address.WithoutTls();

    /// <summary>Connects and shakes hands.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        // Never used asynchronously: .NET would make it one that does not wait, and OpenSSL waits in its own calls.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await using var ends = cancellationToken.Register(() => OpenSslStream.End(socket));
            return await Task.Run(
                () =>
                {
                    socket.Connect(_address.Host, _address.Port);
                    return ShakeHands(socket);
                },
                CancellationToken.None);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        OpenSsl.SSL_CTX_free(_context);
        if (_method != IntPtr.Zero)
            OpenSsl.RSA_meth_free(_method);
        (_context, _method) = (IntPtr.Zero, IntPtr.Zero);
    }

    private static IntPtr Demand(IntPtr outcome) => outcome != IntPtr.Zero ? outcome : throw new AuthenticationException("OpenSSL refused.");

    private OpenSslStream ShakeHands(Socket socket)
    {
        var ssl = Demand(OpenSsl.SSL_new(_context));
        try
        {
            if (System.Net.IPAddress.TryParse(_address.Host, out _))
            {
                Demand(OpenSsl.X509_VERIFY_PARAM_set1_ip_asc(OpenSsl.SSL_get0_param(ssl), _address.Host));
            }
            else
            {
                Demand(OpenSsl.SSL_set1_host(ssl, _address.Host));
                Demand(OpenSsl.SSL_ctrl_text(ssl, OpenSsl.SetServerName, 0, _address.Host));
            }

            Demand(OpenSsl.SSL_set_fd(ssl, (int)socket.Handle));
            OpenSsl.ERR_clear_error();
            if (OpenSsl.SSL_connect(ssl) != 1)
            {
                throw OpenSsl.SSL_get_verify_result(ssl) is not 0 and var code
                    ? new AuthenticationException(Marshal.PtrToStringUTF8(OpenSsl.X509_verify_cert_error_string(code)))
                    : new IOException($"The TLS handshake failed: {Marshal.PtrToStringUTF8(OpenSsl.ERR_reason_error_string(OpenSsl.ERR_get_error()))}");
            }

            return new OpenSslStream(socket, ssl);
        }
        catch
        {
            OpenSsl.SSL_free(ssl);
            throw;
        }
    }

    private void Trust(string? pem)
    {
        if (pem is null)
        {
            Demand(OpenSsl.SSL_CTX_set_default_verify_paths(_context));
            return;
        }

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(pem);
        foreach (var authority in authorities)
        {
            var der = GCHandle.Alloc(authority.RawData, GCHandleType.Pinned);
            try
            {
                var start = der.AddrOfPinnedObject();
                var read = Demand(OpenSsl.d2i_X509(IntPtr.Zero, ref start, authority.RawDataMemory.Length));
                var added = OpenSsl.X509_STORE_add_cert(OpenSsl.SSL_CTX_get_cert_store(_context), read);
                OpenSsl.X509_free(read);
                Demand(added);
            }
            finally
            {
                der.Free();
            }
        }
    }

    private void UseKey(RSAParameters key)
    {
        _method = Demand(OpenSsl.RSA_meth_new("Keyway TPM", 0));
        Demand(OpenSsl.RSA_meth_set_sign(_method, _sign));
        var rsa = Demand(OpenSsl.RSA_new());
        var held = IntPtr.Zero;
        try
        {
            Demand(OpenSsl.RSA_set_method(rsa, _method));
            Demand(OpenSsl.RSA_set0_key(rsa, Demand(OpenSsl.BN_bin2bn(key.Modulus!, key.Modulus!.Length, IntPtr.Zero)), Demand(OpenSsl.BN_bin2bn(key.Exponent!, key.Exponent!.Length, IntPtr.Zero)), IntPtr.Zero));
            held = Demand(OpenSsl.EVP_PKEY_new());
            Demand(OpenSsl.EVP_PKEY_set1_RSA(held, rsa));
            Demand(OpenSsl.SSL_CTX_use_PrivateKey(_context, held));
        }
        finally
        {
            OpenSsl.EVP_PKEY_free(held);
            OpenSsl.RSA_free(rsa);
        }
    }

    /// <summary>Called by OpenSSL inside the handshake; nothing may be thrown through it.</summary>
    private int Sign(int type, IntPtr digest, uint digestLength, IntPtr signature, ref uint signatureLength, IntPtr rsa)
    {
        if (type != Sha256 || digestLength != SHA256.HashSizeInBytes)
            return 0;
        try
        {
            var hash = new byte[digestLength];
            Marshal.Copy(digest, hash, 0, hash.Length);
            var signed = _key.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            Marshal.Copy(signed, 0, signature, signed.Length);
            signatureLength = (uint)signed.Length;
            return 1;
        }
        catch (CryptographicException)
        {
            return 0;
        }
    }
}
