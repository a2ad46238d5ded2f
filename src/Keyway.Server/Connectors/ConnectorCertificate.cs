using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Contracts.Jose;
using Keyway.Errors;

namespace Keyway.Server.Connectors;

/// <summary>
/// The certificate by whose key a connector signs in. An administrator registered these very bytes: nobody has to vouch for them, and of the
/// certificate only key and dates count.
/// </summary>
internal sealed class ConnectorCertificate : IDisposable
{
    private const int LongestDer = 8 * 1024;
    private const int WeakestRsa = 2048;
    private const int StrongestRsa = 8192;

    private readonly X509Certificate2 _certificate;
    private readonly Func<CompactJws, bool> _verify;
    private readonly AsymmetricAlgorithm _key;
    private readonly (DateTime From, DateTime To) _validity;

    private ConnectorCertificate(X509Certificate2 certificate, AsymmetricAlgorithm key, Func<CompactJws, bool> verify)
    {
        _certificate = certificate;
        _key = key;
        _verify = verify;
        // Here, because dates that cannot be read throw.
        _validity = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
    }

    /// <summary>base64url of the SHA-256 of the DER (<c>x5t#S256</c>).</summary>
    public static string Thumbprint(byte[] der) => Base64Url.EncodeToString(SHA256.HashData(der));

    /// <summary>Reads an administrator's base64, as one certificate and nothing behind it.</summary>
    public static Result<byte[]> Read(string base64, DateTimeOffset now)
    {
        var der = new byte[LongestDer];
        if (base64.Length > LongestDer || !Convert.TryFromBase64String(base64, der, out var length))
            return new Refusal(Catalogue.Accounts.ConnectorCertificateInvalid, "not base64");
        der = der[..length];
        if (!Open(der).TryGet(out var certificate, out var refusal))
            return refusal;
        using (certificate)
        {
            if (!certificate._certificate.RawData.AsSpan().SequenceEqual(der))
                return new Refusal(Catalogue.Accounts.ConnectorCertificateInvalid, "more than a certificate");
            return certificate.IsValid(now) ? der : new Refusal(Catalogue.Accounts.ConnectorCertificateInvalid, "dates");
        }
    }

    /// <summary>Opens a certificate with a key that will do; the one refusal is <see cref="Catalogue.Accounts.ConnectorCertificateInvalid"/>.</summary>
    public static Result<ConnectorCertificate> Open(byte[] der)
    {
        X509Certificate2? certificate = null;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(der);
            return Of(certificate);
        }
        catch (CryptographicException failure)
        {
            certificate?.Dispose();
            return new Refusal(Catalogue.Accounts.ConnectorCertificateInvalid, failure.Message);
        }
    }

    /// <summary>Whether this key made the signature, with the one algorithm that fits it; for RSA with either of two. Nothing else of the header counts.</summary>
    public bool Signed(CompactJws token) => _verify(token);

    /// <summary>When it ends, UTC.</summary>
    public DateTimeOffset ValidTo => new(_validity.To, TimeSpan.Zero);

    /// <summary>Whether the certificate's dates include this moment.</summary>
    public bool IsValid(DateTimeOffset now) => _validity.From <= now.UtcDateTime && now.UtcDateTime < _validity.To;

    public void Dispose()
    {
        _key.Dispose();
        _certificate.Dispose();
    }

    private static Result<ConnectorCertificate> Of(X509Certificate2 certificate)
    {
        if (certificate.GetRSAPublicKey() is { } rsa)
        {
            if (rsa.KeySize is >= WeakestRsa and <= StrongestRsa)
                return new ConnectorCertificate(certificate, rsa, token => token.VerifyRs256(rsa) || token.VerifyPs256(rsa));
            rsa.Dispose();
        }
        else if (certificate.GetECDsaPublicKey() is { } ec)
        {
            var curve = ec.ExportParameters(includePrivateParameters: false).Curve;
            var oid = curve.IsNamed ? curve.Oid.Value : null;
            if (oid == ECCurve.NamedCurves.nistP256.Oid.Value)
                return new ConnectorCertificate(certificate, ec, token => token.VerifyEs256(ec));
            if (oid == ECCurve.NamedCurves.nistP384.Oid.Value)
                return new ConnectorCertificate(certificate, ec, token => token.VerifyEs384(ec));
            ec.Dispose();
        }

        certificate.Dispose();
        return new Refusal(Catalogue.Accounts.ConnectorCertificateInvalid, "key");
    }
}
