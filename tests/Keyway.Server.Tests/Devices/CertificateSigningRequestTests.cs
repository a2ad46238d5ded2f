using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Server.Devices;

namespace Keyway.Server.Tests.Devices;

public sealed class CertificateSigningRequestTests
{
    [Fact]
    public void A_proven_key_is_taken_out()
    {
        using var computer = new JoiningComputer();
        using var key = CertificateSigningRequest.ReadKey(computer.SigningRequest()).Value;
        Assert.Equal(computer.DeviceKey.ExportSubjectPublicKeyInfo(), key.ExportSubjectPublicKeyInfo());
        Assert.True(CertificateSigningRequest.ReadKey(computer.SigningRequest(HashAlgorithmName.SHA512)).Succeeded);
    }

    [Fact]
    public void A_request_with_extensions_is_read_and_they_count_for_nothing()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=somebody else", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        Assert.True(CertificateSigningRequest.ReadKey(request.CreateSigningRequest()).Succeeded);
    }

    [Fact]
    public void D03_SHA1_weak_keys_and_other_kinds_of_keys_are_refused()
    {
        using var computer = new JoiningComputer();
        using var small = new JoiningComputer { DeviceKey = RSA.Create(1024) };
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var sha1 = new CertificateRequest(new X500DistinguishedName("CN=x"), new PublicKey(computer.DeviceKey), HashAlgorithmName.SHA1).CreateSigningRequest(new Sha1Signature(computer.DeviceKey));
        Assert.Equal("KW2211", CertificateSigningRequest.ReadKey(sha1).Refusal.Code);
        Assert.Equal("KW2212", CertificateSigningRequest.ReadKey(small.SigningRequest()).Refusal.Code);
        var elliptic = new CertificateRequest("CN=x", curve, HashAlgorithmName.SHA256).CreateSigningRequest();
        Assert.Equal("KW2211", CertificateSigningRequest.ReadKey(elliptic).Refusal.Code);
        var pss = new CertificateRequest("CN=x", computer.DeviceKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pss).CreateSigningRequest();
        Assert.Equal("KW2211", CertificateSigningRequest.ReadKey(pss).Refusal.Code);
    }

    [Fact]
    public void D03_a_key_that_did_not_sign_is_refused()
    {
        using var victim = new JoiningComputer();
        using var attacker = new JoiningComputer();
        var forged = new CertificateRequest(new X500DistinguishedName("CN=x"), new PublicKey(victim.DeviceKey), HashAlgorithmName.SHA256)
            .CreateSigningRequest(X509SignatureGenerator.CreateForRSA(attacker.DeviceKey, RSASignaturePadding.Pkcs1));
        Assert.Equal("KW2213", CertificateSigningRequest.ReadKey(forged).Refusal.Code);
    }

    [Fact]
    public void A_mutated_request_is_refused_and_never_throws()
    {
        using var computer = new JoiningComputer();
        var seed = computer.SigningRequest();
        var random = new Random(2986);
        for (var round = 0; round < 3000; round++)
        {
            var mutated = Mutation.Of(seed, random);
            if (!mutated.AsSpan().SequenceEqual(seed))
                Assert.False(CertificateSigningRequest.ReadKey(mutated).Succeeded);
        }

        for (var length = 0; length < seed.Length; length++)
            Assert.False(CertificateSigningRequest.ReadKey(seed.AsMemory(0, length)).Succeeded);
        Assert.False(CertificateSigningRequest.ReadKey((byte[])[.. seed, 0]).Succeeded);
        Assert.False(CertificateSigningRequest.ReadKey(new byte[9000]).Succeeded);
    }
}
