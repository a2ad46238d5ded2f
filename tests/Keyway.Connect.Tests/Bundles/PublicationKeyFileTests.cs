using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Connect.Bundles;
using Keyway.Connect.IdentityServer;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Bundles;

public sealed class PublicationKeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-connect-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "publication-key.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_fetched_is_read_again_with_the_same_fingerprint()
    {
        using var fetched = ServerAnswers.PublicationKey(Samples.PublicationKey()).Value;
        Assert.True(PublicationKeyFile.Write(Path, fetched).Succeeded);

        using var read = PublicationKeyFile.Read(Path).Value;

        Assert.Equal((fetched.Fingerprint, fetched.TenantId), (read.Fingerprint, read.TenantId));
        Assert.Null(FingerprintCheck.Of(read.Fingerprint, fetched.Fingerprint + "\n"));
    }

    [Fact]
    public void An_exchanged_key_has_another_fingerprint_and_cannot_borrow_the_old_one()
    {
        using var attacker = RSA.Create(3072);
        var spki = Convert.ToBase64String(attacker.ExportSubjectPublicKeyInfo());
        using var genuine = ServerAnswers.PublicationKey(Samples.PublicationKey()).Value;

        // Under its own fingerprint it is a key, but not the one that the administrator read aloud.
        Write(new PublicationKey(PublicationJwe.KeyId(attacker), spki, genuine.TenantId));
        using var exchanged = PublicationKeyFile.Read(Path).Value;
        Assert.Equal(Catalogue.Connect.FingerprintDiffers, FingerprintCheck.Of(exchanged.Fingerprint, genuine.Fingerprint)!.Error);

        // Under the old one it is none at all.
        Write(new PublicationKey(genuine.Fingerprint, spki, genuine.TenantId));
        Assert.Equal(Catalogue.Connect.PublicationKeyFileUnusable, PublicationKeyFile.Read(Path).Refusal.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("J2Y6WDdq")]
    public void A_fingerprint_counts_whole_and_letter_by_letter(string named)
    {
        var fingerprint = PublicationJwe.KeyId(Samples.PublicationRsa);

        Assert.Equal(Catalogue.Connect.FingerprintDiffers, FingerprintCheck.Of(fingerprint, named)!.Error);
        Assert.Equal(Catalogue.Connect.FingerprintDiffers, FingerprintCheck.Of(fingerprint, fingerprint[..^1])!.Error);
        Assert.Equal(Catalogue.Connect.FingerprintDiffers, FingerprintCheck.Of(fingerprint, fingerprint.ToUpperInvariant())!.Error);
    }

    [Fact]
    public void A_changed_file_is_read_or_refused_and_never_throws()
    {
        foreach (var mutated in Mutations.Of(Samples.PublicationKey(), seed: 9))
        {
            File.WriteAllBytes(Path, mutated);
            if (PublicationKeyFile.Read(Path).TryGet(out var key, out var refusal))
                key.Dispose();
            else
                Assert.Equal(Catalogue.Connect.PublicationKeyFileUnusable, refusal.Error);
        }
    }

    private void Write(PublicationKey key) => File.WriteAllBytes(Path, JsonSerializer.SerializeToUtf8Bytes(key, ContractsJson.Default.PublicationKey));
}
