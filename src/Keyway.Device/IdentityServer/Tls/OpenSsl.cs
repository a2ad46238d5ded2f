using System.Runtime.InteropServices;

namespace Keyway.Device.IdentityServer.Tls;

/// <summary>The calls of OpenSSL 3 with which a private key outside of it, such as in a TPM, signs in a TLS handshake; .NET asks such a key for its private half.</summary>
internal static class OpenSsl
{
    public const int VerifyPeer = 1;
    public const int SetServerName = 55;
    public const int SetClientSignatureAlgorithms = 102;
    public const int SetMinimumVersion = 123;
    public const int SetMaximumVersion = 124;
    public const int Tls12 = 0x0303;
    public const int ZeroReturn = 6;

    private const string Ssl = "libssl.so.3";
    private const string Crypto = "libcrypto.so.3";

    /// <summary><c>int (*rsa_sign)(int type, const unsigned char *m, unsigned int m_length, unsigned char *sigret, unsigned int *siglen, const RSA *rsa)</c></summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int RsaSign(int type, IntPtr digest, uint digestLength, IntPtr signature, ref uint signatureLength, IntPtr rsa);

    [DllImport(Crypto)]
    public static extern IntPtr RSA_meth_new([MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags);

    [DllImport(Crypto)]
    public static extern void RSA_meth_free(IntPtr method);

    [DllImport(Crypto)]
    public static extern int RSA_meth_set_sign(IntPtr method, RsaSign sign);

    [DllImport(Crypto)]
    public static extern IntPtr RSA_new();

    [DllImport(Crypto)]
    public static extern void RSA_free(IntPtr rsa);

    [DllImport(Crypto)]
    public static extern int RSA_set_method(IntPtr rsa, IntPtr method);

    [DllImport(Crypto)]
    public static extern int RSA_set0_key(IntPtr rsa, IntPtr n, IntPtr e, IntPtr d);

    [DllImport(Crypto)]
    public static extern IntPtr BN_bin2bn(byte[] number, int length, IntPtr into);

    [DllImport(Crypto)]
    public static extern IntPtr EVP_PKEY_new();

    [DllImport(Crypto)]
    public static extern void EVP_PKEY_free(IntPtr key);

    [DllImport(Crypto)]
    public static extern int EVP_PKEY_set1_RSA(IntPtr key, IntPtr rsa);

    [DllImport(Crypto)]
    public static extern IntPtr d2i_X509(IntPtr into, ref IntPtr der, nint length);

    [DllImport(Crypto)]
    public static extern void X509_free(IntPtr certificate);

    [DllImport(Crypto)]
    public static extern int X509_STORE_add_cert(IntPtr store, IntPtr certificate);

    [DllImport(Crypto)]
    public static extern int X509_VERIFY_PARAM_set1_ip_asc(IntPtr parameters, [MarshalAs(UnmanagedType.LPUTF8Str)] string address);

    [DllImport(Crypto)]
    public static extern IntPtr X509_verify_cert_error_string(nint code);

    [DllImport(Crypto)]
    public static extern void ERR_clear_error();

    [DllImport(Crypto)]
    public static extern nuint ERR_get_error();

    [DllImport(Crypto)]
    public static extern IntPtr ERR_reason_error_string(nuint error);

    [DllImport(Ssl)]
    public static extern IntPtr TLS_client_method();

    [DllImport(Ssl)]
    public static extern IntPtr SSL_CTX_new(IntPtr method);

    [DllImport(Ssl)]
    public static extern void SSL_CTX_free(IntPtr context);

    [DllImport(Ssl)]
    public static extern nint SSL_CTX_ctrl(IntPtr context, int command, nint number, IntPtr pointer);

    [DllImport(Ssl, EntryPoint = "SSL_CTX_ctrl")]
    public static extern nint SSL_CTX_ctrl_text(IntPtr context, int command, nint number, [MarshalAs(UnmanagedType.LPUTF8Str)] string text);

    [DllImport(Ssl)]
    public static extern void SSL_CTX_set_verify(IntPtr context, int mode, IntPtr callback);

    [DllImport(Ssl)]
    public static extern int SSL_CTX_set_default_verify_paths(IntPtr context);

    [DllImport(Ssl)]
    public static extern IntPtr SSL_CTX_get_cert_store(IntPtr context);

    [DllImport(Ssl)]
    public static extern int SSL_CTX_use_certificate_ASN1(IntPtr context, int length, byte[] der);

    [DllImport(Ssl)]
    public static extern int SSL_CTX_use_PrivateKey(IntPtr context, IntPtr key);

    [DllImport(Ssl)]
    public static extern IntPtr SSL_new(IntPtr context);

    [DllImport(Ssl)]
    public static extern void SSL_free(IntPtr ssl);

    [DllImport(Ssl, EntryPoint = "SSL_ctrl")]
    public static extern nint SSL_ctrl_text(IntPtr ssl, int command, nint number, [MarshalAs(UnmanagedType.LPUTF8Str)] string text);

    [DllImport(Ssl)]
    public static extern int SSL_set1_host(IntPtr ssl, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport(Ssl)]
    public static extern IntPtr SSL_get0_param(IntPtr ssl);

    [DllImport(Ssl)]
    public static extern nint SSL_get_verify_result(IntPtr ssl);

    [DllImport(Ssl)]
    public static extern int SSL_set_fd(IntPtr ssl, int socket);

    [DllImport(Ssl)]
    public static extern int SSL_connect(IntPtr ssl);

    [DllImport(Ssl)]
    public static extern int SSL_get_error(IntPtr ssl, int outcome);

    [DllImport(Ssl)]
    public static extern int SSL_read(IntPtr ssl, byte[] into, int length);

    [DllImport(Ssl)]
    public static extern int SSL_write(IntPtr ssl, byte[] from, int length);
}
