using Keyway.Connect.Secrets;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Secrets;

public sealed class SecretFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-connect-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Passw0rd!", "Passw0rd!")]
    [InlineData("Passw0rd!\n", "Passw0rd!")]
    [InlineData("Passw0rd!\r\n", "Passw0rd!")]
    [InlineData(" with spaces \n", " with spaces ")]
    [InlineData("Pässwörd", "Pässwörd")]
    public void A_secret_is_the_file_without_its_line_end(string content, string expected) => Assert.Equal(expected, SecretFile.ReadText(Write(content, 0b110_000_000)).Value);

    [Theory]
    [InlineData(0b110_100_000)]
    [InlineData(0b110_000_100)]
    [InlineData(0b110_010_000)]
    [InlineData(0b110_000_001)]
    public void A_file_that_others_may_touch_is_refused(int mode) => Assert.Equal(Catalogue.Connect.SecretFileExposed, SecretFile.ReadText(Write("secret", mode)).Refusal.Error);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void An_empty_file_is_refused(string content) => Assert.Equal(Catalogue.Connect.SecretFileUnusable, SecretFile.ReadText(Write(content, 0b110_000_000)).Refusal.Error);

    [Fact]
    public void A_huge_file_a_folder_and_nothing_are_refused()
    {
        Assert.Equal(Catalogue.Connect.SecretFileUnusable, SecretFile.ReadText(Write(new string('x', SecretFile.MaximumLength + 1), 0b110_000_000)).Refusal.Error);
        Assert.Equal(Catalogue.Connect.SecretFileUnusable, SecretFile.ReadText(_folder).Refusal.Error);
        Assert.Equal(Catalogue.Connect.SecretFileUnusable, SecretFile.ReadText(Path.Combine(_folder, "nothing")).Refusal.Error);
        Assert.Equal(Catalogue.Connect.SecretFileUnusable, SecretFile.ReadText("").Refusal.Error);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var path = Write("x", 0b110_000_000);
        File.WriteAllBytes(path, [0xC3, 0x28, 0xFF]);

        Assert.Equal(Catalogue.Connect.SecretFileUnusable, SecretFile.ReadText(path).Refusal.Error);
    }

    private string Write(string content, int mode)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, (UnixFileMode)mode);
        return path;
    }
}
