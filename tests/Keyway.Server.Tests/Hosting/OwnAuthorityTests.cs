using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Server.Hosting;

namespace Keyway.Server.Tests.Hosting;

public sealed class OwnAuthorityTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-tls-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("localhost")]
    [InlineData("login.contoso.com")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void The_leaf_chains_to_the_authority_for_its_host(string host)
    {
        var authority = new OwnAuthority(_directory, host);
        authority.Refresh(Now);
        Assert.True(Chains(authority, host));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(authority.LeafKeyPath));
    }

    [Fact]
    public void The_leaf_stays_until_a_month_before_its_end_and_the_authority_stays_then_too()
    {
        var authority = new OwnAuthority(_directory, "localhost");
        authority.Refresh(Now);
        var (ca, leaf) = (File.ReadAllText(authority.AuthorityPath), File.ReadAllText(authority.LeafPath));
        authority.Refresh(Now.AddDays(360));
        Assert.Equal(leaf, File.ReadAllText(authority.LeafPath));
        authority.Refresh(Now.AddDays(370));
        Assert.NotEqual(leaf, File.ReadAllText(authority.LeafPath));
        Assert.Equal(ca, File.ReadAllText(authority.AuthorityPath));
    }

    [Theory]
    [InlineData("server.key")]
    [InlineData("server.pem")]
    [InlineData("ca.key")]
    [InlineData("ca.pem")]
    public void A_file_that_a_kill_left_out_of_step_is_made_anew(string file)
    {
        var authority = new OwnAuthority(_directory, "localhost");
        authority.Refresh(Now);
        var stale = File.ReadAllBytes(Path.Combine(_directory, file));
        Directory.Delete(_directory, recursive: true);
        authority.Refresh(Now);
        File.WriteAllBytes(Path.Combine(_directory, file), stale);
        authority.Refresh(Now);
        Assert.True(Chains(authority, "localhost"));
        using var pair = X509Certificate2.CreateFromPemFile(authority.LeafPath, authority.LeafKeyPath);
        Assert.True(pair.HasPrivateKey);
    }

    [Fact]
    public void Another_host_gets_a_leaf_and_an_authority_of_its_own()
    {
        new OwnAuthority(_directory, "old.contoso.com").Refresh(Now);
        var authority = new OwnAuthority(_directory, "new.contoso.com");
        authority.Refresh(Now);
        Assert.True(Chains(authority, "new.contoso.com"));
    }

    [Fact]
    public void The_authority_can_vouch_for_no_other_host()
    {
        var own = new OwnAuthority(_directory, "localhost");
        own.Refresh(Now);
        using var authority = X509Certificate2.CreateFromPemFile(own.AuthorityPath, Path.Combine(_directory, "ca.key"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=bank.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("bank.example");
        request.CertificateExtensions.Add(names.Build());
        using var forged = request.Create(authority, Now.AddHours(-1), Now.AddDays(1), [1, 2, 3]);
        Assert.False(Chains(own, forged));
    }

    private static bool Chains(OwnAuthority authority, string host)
    {
        using var leaf = X509CertificateLoader.LoadCertificateFromFile(authority.LeafPath);
        return leaf.MatchesHostname(host) && Chains(authority, leaf);
    }

    private static bool Chains(OwnAuthority authority, X509Certificate2 leaf)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(authority.AuthorityPath);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = Now.LocalDateTime;
        return chain.Build(leaf);
    }
}
