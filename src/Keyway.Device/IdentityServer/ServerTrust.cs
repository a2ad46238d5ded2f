using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Device.IdentityServer;

/// <summary>Who may certify the identity server: the authorities of a file that was given at the join, or those of the system. There is no way to accept any certificate.</summary>
internal sealed class ServerTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const int LargestFile = 128 * 1024;

    private readonly X509Certificate2Collection _authorities;

    private ServerTrust(string? pem, X509Certificate2Collection authorities)
    {
        Pem = pem;
        _authorities = authorities;
    }

    /// <summary>The authorities of the system.</summary>
    public static ServerTrust System { get; } = new(null, []);

    /// <summary>The trusted certificates in PEM; null for those of the system.</summary>
    public string? Pem { get; }

    /// <summary>Reads the file that a person named, or trusts the system when none was named.</summary>
    public static Result<ServerTrust> FromFile(string? path)
    {
        if (path is null)
            return System;
        try
        {
            using var file = new StreamReader(path);
            var text = new char[LargestFile];
            var length = file.ReadBlock(text);
            return length < LargestFile ? FromPem(new string(text, 0, length)) : new Refusal(Catalogue.Device.TrustFileInvalid, "too large");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Device.TrustFileInvalid, failure.Message);
        }
    }

    /// <summary>Reads the authorities as the device state keeps them.</summary>
    public static Result<ServerTrust> FromPem(string? pem)
    {
        if (pem is null)
            return System;
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException failure)
        {
            return new Refusal(Catalogue.Device.TrustFileInvalid, failure.Message);
        }

        // Exported again, so that nothing else that stood in the file, such as a key, comes into the device state.
        return authorities.Count > 0 ? new ServerTrust(authorities.ExportCertificatePems(), authorities) : Catalogue.Device.TrustFileInvalid;
    }

    /// <summary>How a TLS client checks the server's chain; its name is checked beside it. Null leaves all to the system.</summary>
    public X509ChainPolicy? ChainPolicy()
    {
        if (Pem is null)
            return null;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // A private authority publishes no revocation list; a server's key is withdrawn by joining against another authority.
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(_authorities);
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        return policy;
    }
}
