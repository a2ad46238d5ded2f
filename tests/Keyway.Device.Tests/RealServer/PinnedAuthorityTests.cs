using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Device.IdentityServer;
using Keyway.Errors;

namespace Keyway.Device.Tests.RealServer;

/// <summary>A computer of a domain knows of its server only the fingerprint of the authority: real servers answer here, the right one and wrong ones.</summary>
[Collection(OrganisationCollection.Name)]
public sealed class PinnedAuthorityTests(Organisation organisation) : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_right_pin_leads_to_the_server_and_to_no_other_authority()
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(organisation.CaFile);

        var trust = await PinnedAuthority.FindAsync(ServerAddress.Parse(organisation.Url).Value, Pin(authority), Cancellation);

        Assert.Equal([authority.Thumbprint], trust.Value.ChainPolicy()!.CustomTrustStore.Select(certificate => certificate.Thumbprint));
        Assert.True((await DiscoverAsync(organisation.Url, trust.Value)).Succeeded);
        // The name is checked as ever: the same server by an address that its certificate does not name.
        Assert.Equal(Catalogue.Device.ServerNotTrusted, (await DiscoverAsync(organisation.Url.Replace("localhost", "127.0.0.1", StringComparison.Ordinal), trust.Value)).Refusal.Error);
    }

    [Fact]
    public async Task A_server_of_another_authority_than_the_pinned_one_is_refused()
    {
        using var other = Authority("CN=Other");

        Assert.Equal(Catalogue.Device.AuthorityNotShown, (await PinnedAuthority.FindAsync(ServerAddress.Parse(organisation.Url).Value, Pin(other), Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task A_server_that_shows_the_pinned_authority_but_is_not_certified_by_it_is_not_trusted()
    {
        using var pinned = Authority("CN=Pinned");
        using var own = Authority("CN=Own");
        using var server = await ServerWithAsync(own, pinned.ExportCertificatePem());

        var trust = await PinnedAuthority.FindAsync(ServerAddress.Parse(server.Url).Value, Pin(pinned), Cancellation);

        Assert.Equal(Catalogue.Device.ServerNotTrusted, (await DiscoverAsync(server.Url, trust.Value)).Refusal.Error);
    }

    [Fact]
    public async Task A_server_that_keeps_its_authority_to_itself_is_refused()
    {
        using var own = Authority("CN=Own");
        using var server = await ServerWithAsync(own, "");

        var refusal = (await PinnedAuthority.FindAsync(ServerAddress.Parse(server.Url).Value, Pin(own), Cancellation)).Refusal;

        Assert.Equal(Catalogue.Device.AuthorityNotShown, refusal.Error);
        Assert.Contains("HTTP 404", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_authoritys_certificate_is_refused_though_the_fingerprint_is_right()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = new CertificateRequest("CN=Leaf", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        foreach (var bytes in new byte[][] { leaf.RawData, "no certificate"u8.ToArray(), [] })
            Assert.Equal(Catalogue.Device.AuthorityNotShown, PinnedAuthority.Check(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))).Refusal.Error);
    }

    private static string Pin(X509Certificate2 authority) => Convert.ToHexStringLower(SHA256.HashData(authority.RawData));

    private static async Task<Result<Keyway.Contracts.Devices.TenantDiscovery>> DiscoverAsync(string url, ServerTrust trust)
    {
        using var client = new IdentityServerClient(ServerAddress.Parse(url).Value, trust, Guid.NewGuid());
        return await client.DiscoverAsync(Cancellation);
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    /// <summary>A server with a certificate of an operator's.</summary>
    /// <param name="issuer">Who certified it.</param>
    /// <param name="rest">What stands in its file behind its own certificate, in PEM.</param>
    private async Task<OperatorsServer> ServerWithAsync(X509Certificate2 issuer, string rest)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var leaf = request.Create(issuer, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1), [1, 2, 3]);
        var chain = _folder.Write("chain.pem", leaf.ExportCertificatePem() + "\n" + rest);
        var keyFile = _folder.Write("server.key", key.ExportPkcs8PrivateKeyPem());
        return await OperatorsServer.StartAsync(_folder.Entry("server"), chain, keyFile);
    }
}
