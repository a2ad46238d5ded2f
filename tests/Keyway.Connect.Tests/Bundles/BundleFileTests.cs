using System.Text;
using Keyway.Connect.Bundles;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Bundles;

public sealed class BundleFileTests : IDisposable
{
    private static readonly PublicationBundle Bundle = new(
        PublicationBundle.CurrentFormat, new Guid("7d4b1a2e-95bb-4f9d-9e0d-0c35a0f1d2aa"), "contoso.corp.com", "AzureADKerberos", Samples.KeyTime,
        PublicationJwe.KeyId(Samples.PublicationRsa), PublicationJwe.Seal(Samples.PublicationRsa, "content"u8));

    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-connect-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "contoso.bundle");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read_again_and_only_its_owner_may()
    {
        File.WriteAllText(Path, "an older one");
        Assert.True(BundleFile.Write(Path, Bundle).Succeeded);

        Assert.Equal(Bundle, BundleFile.Read(Path).Value);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        Assert.Equal([Path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_bundle_cut_anywhere_is_refused()
    {
        BundleFile.Write(Path, Bundle);
        var whole = File.ReadAllBytes(Path);
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(Path, whole[..length]);
            Assert.Equal(Catalogue.Connect.BundleMalformed, BundleFile.Read(Path).Refusal.Error);
        }
    }

    [Fact]
    public void A_bundle_whose_label_contradicts_what_it_is_sealed_to_is_refused()
    {
        foreach (var hostile in new[]
        {
            Bundle with { Format = 2 }, Bundle with { TenantId = Guid.Empty }, Bundle with { KeyId = "another" }, Bundle with { Name = "" }, Bundle with { Name = new string('x', 65) },
            Bundle with { DomainDnsName = "../../v1.0/connectors" }, Bundle with { DomainDnsName = "" }, Bundle with { Publication = "a.b.c.d.e" },
            Bundle with { Publication = Bundle.Publication[..^1] }, Bundle with { Publication = Bundle.Publication + ".x" },
        })
        {
            BundleFile.Write(Path, hostile);
            Assert.Equal(Catalogue.Connect.BundleMalformed, BundleFile.Read(Path).Refusal.Error);
        }
    }

    [Fact]
    public void A_file_that_is_huge_or_a_folder_or_not_there_is_refused()
    {
        Assert.Equal(Catalogue.Connect.BundleMalformed, BundleFile.Read(Path).Refusal.Error);
        Assert.Equal(Catalogue.Connect.BundleMalformed, BundleFile.Read(_folder).Refusal.Error);
        File.WriteAllText(Path, "{\"publication\":\"" + new string('x', 1 << 20) + "\"}");
        Assert.Equal(Catalogue.Connect.BundleMalformed, BundleFile.Read(Path).Refusal.Error);
    }

    [Fact]
    public void A_changed_bundle_is_read_or_refused_and_never_throws()
    {
        BundleFile.Write(Path, Bundle);
        var original = File.ReadAllBytes(Path);
        var refused = 0;
        foreach (var mutated in Mutations.Of(original, seed: 5))
        {
            File.WriteAllBytes(Path, mutated);
            if (!BundleFile.Read(Path).TryGet(out _, out var refusal))
                refused += refusal.Error == Catalogue.Connect.BundleMalformed ? 1 : throw new InvalidOperationException(refusal.ToString());
        }

        Assert.True(refused > 300, $"{refused}");
    }

    [Fact]
    public void A_folder_that_is_not_there_takes_no_bundle() =>
        Assert.Equal(Catalogue.Connect.OutputNotWritten, BundleFile.Write(System.IO.Path.Combine(_folder, "nowhere", "b"), Bundle).Refusal.Error);

    [Fact]
    public void The_file_holds_nothing_of_what_is_sealed()
    {
        BundleFile.Write(Path, Bundle with { Publication = PublicationJwe.Seal(Samples.PublicationRsa, "the key of the domain"u8) });

        Assert.DoesNotContain("the key", Encoding.UTF8.GetString(File.ReadAllBytes(Path)), StringComparison.Ordinal);
    }
}
