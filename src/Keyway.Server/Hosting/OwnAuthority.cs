using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Keyway.Server.Sealing;

namespace Keyway.Server.Hosting;

/// <summary>
/// A small CA for one server that has no certificate of the organisation's: <c>ca.pem</c> is what clients trust. The CA may sign only for this
/// server's host (name constraints), so that its key, which lies beside the server, can vouch for nothing else.
/// </summary>
internal sealed class OwnAuthority(string directory, string host)
{
    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(397);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    public string AuthorityPath { get; } = Path.Combine(directory, "ca.pem");

    public string LeafPath { get; } = Path.Combine(directory, "server.pem");

    public string LeafKeyPath { get; } = Path.Combine(directory, "server.key");

    private string AuthorityKeyPath { get; } = Path.Combine(directory, "ca.key");

    /// <summary>Makes what is missing, and makes anew what ends soon or is for another host.</summary>
    public void Refresh(DateTimeOffset now)
    {
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!AuthorityServes(now))
            MakeAuthority(now);
        if (!LeafServes(now))
            MakeLeaf(now);
    }

    // An authority is made for one host: another host's leaf would break its name constraint.
    private bool AuthorityServes(DateTimeOffset now)
    {
        using var authority = Pair(AuthorityPath, AuthorityKeyPath);
        var constraint = NameConstraint.For(host);
        return authority is not null && authority.NotAfter.ToUniversalTime() - now.UtcDateTime > LeafLifetime
            && authority.Extensions.Any(extension => extension.Oid?.Value == constraint.Oid!.Value && extension.RawData.AsSpan().SequenceEqual(constraint.RawData));
    }

    private bool LeafServes(DateTimeOffset now)
    {
        using var leaf = Pair(LeafPath, LeafKeyPath);
        using var authority = X509CertificateLoader.LoadCertificateFromFile(AuthorityPath);
        return leaf is not null && leaf.MatchesHostname(host) && leaf.NotAfter.ToUniversalTime() - now.UtcDateTime > RenewBefore
            && leaf.IssuerName.RawData.AsSpan().SequenceEqual(authority.SubjectName.RawData);
    }

    /// <summary>The certificate with its key; null when one is missing, or they do not belong together because a kill came between their writes.</summary>
    private static X509Certificate2? Pair(string certificate, string key)
    {
        try
        {
            return File.Exists(certificate) && File.Exists(key) ? X509Certificate2.CreateFromPemFile(certificate, key) : null;
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private void MakeAuthority(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // The serial in the name tells a second CA of the same host apart, in trust stores and in chain building.
        var request = new CertificateRequest($"CN=Keyway {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))} for {host}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(NameConstraint.For(host));
        using var certificate = request.CreateSelfSigned(now.AddHours(-1), now + AuthorityLifetime);
        DurableFile.WriteSecret(AuthorityKeyPath, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        DurableFile.WritePublic(AuthorityPath, Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n"));
    }

    private void MakeLeaf(DateTimeOffset now)
    {
        using var authority = X509Certificate2.CreateFromPemFile(AuthorityPath, AuthorityKeyPath);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var certificate = request.Create(authority, now.AddHours(-1), now + LeafLifetime, RandomNumberGenerator.GetBytes(16));
        DurableFile.WriteSecret(LeafKeyPath, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        DurableFile.WritePublic(LeafPath, Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n"));
    }
}
