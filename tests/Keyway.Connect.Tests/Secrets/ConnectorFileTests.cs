using Keyway.Connect.Secrets;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Secrets;

public sealed class ConnectorFileTests : IDisposable
{
    private static readonly ConnectorIdentity Connector = new(new Guid("5f8c2d0e-8a57-4f0a-9a3f-2f3b9a1e7c11"), "dc1", "contoso.corp.com", "a secret");

    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-connect-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read_again_and_only_its_owner_may()
    {
        var path = Path.Combine(_folder, "connector.json");
        using (var file = ConnectorFile.Prepare(path).Value)
            Assert.True(file.Write(Connector).Succeeded);

        Assert.Equal(Connector, ConnectorFile.Read(path).Value);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_stands_there_is_never_overwritten()
    {
        var path = Path.Combine(_folder, "connector.json");
        using var early = ConnectorFile.Prepare(path).Value;
        File.WriteAllText(path, "another");

        Assert.Equal(Catalogue.Connect.ConnectorFileExists, ConnectorFile.Prepare(path).Refusal.Error);
        Assert.Equal(Catalogue.Connect.ConnectorFileNotWritten, early.Write(Connector).Refusal.Error);
        Assert.Equal("another", File.ReadAllText(path));
    }

    [Fact]
    public void A_registration_that_fails_leaves_nothing()
    {
        ConnectorFile.Prepare(Path.Combine(_folder, "connector.json")).Value.Dispose();

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told_before_anything_is_registered() =>
        Assert.Equal(Catalogue.Connect.ConnectorFileNotWritten, ConnectorFile.Prepare(Path.Combine(_folder, "nowhere", "connector.json")).Refusal.Error);

    [Fact]
    public void A_changed_file_is_read_or_refused_and_never_throws()
    {
        var path = Path.Combine(_folder, "connector.json");
        using (var file = ConnectorFile.Prepare(path).Value)
            file.Write(Connector);
        var original = File.ReadAllBytes(path);

        var refused = 0;
        foreach (var mutated in Mutations.Of(original, seed: 1).Take(600))
        {
            File.WriteAllBytes(path, mutated);
            var result = ConnectorFile.Read(path);
            if (result.TryGet(out var connector, out var refusal))
                Assert.NotEqual(string.IsNullOrEmpty(connector.ClientSecret), string.IsNullOrEmpty(connector.KeyFile));
            else
                refused += refusal.Error == Catalogue.Connect.ConnectorFileMalformed || refusal.Error == Catalogue.Connect.SecretFileUnusable ? 1 : throw new InvalidOperationException(refusal.ToString());
        }

        Assert.True(refused > 100);
    }
}
