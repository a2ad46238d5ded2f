using System.Text;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Tests.Terminal;

public sealed class SecretFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1234", "1234")]
    [InlineData("1234\n", "1234")]
    [InlineData("1234\r\n", "1234")]
    [InlineData("1234\nsecond line\n", "1234")]
    [InlineData(" with spaces ", " with spaces ")]
    [InlineData("schlüssel", "schlüssel")]
    public void The_first_line_is_the_secret(string content, string secret)
    {
        using var read = SecretFile.Read(_folder.Write("pin", content)).Value;

        Assert.Equal(secret, new string(read.Value));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_may_open_is_refused(UnixFileMode extra)
    {
        var path = _folder.Write("pin", "1234", UnixFileMode.UserRead | UnixFileMode.UserWrite | extra);

        Assert.Equal(Catalogue.Device.SecretFileExposed, SecretFile.Read(path).Refusal.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n1234")]
    [InlineData("\r\n")]
    public void A_file_without_a_secret_is_refused(string content) =>
        Assert.Equal(Catalogue.Device.SecretFileUnusable, SecretFile.Read(_folder.Write("pin", content)).Refusal.Error);

    [Fact]
    public void What_is_too_long_or_not_text_or_not_there_is_refused()
    {
        Assert.Equal(Catalogue.Device.SecretFileUnusable, SecretFile.Read(_folder.Write("long", new string('1', 1025))).Refusal.Error);
        Assert.Equal(Catalogue.Device.SecretFileUnusable, SecretFile.ReadLine(new MemoryStream([0xC3, 0x28])).Refusal.Error);
        Assert.Equal(Catalogue.Device.SecretFileUnusable, SecretFile.Read(_folder.Entry("none")).Refusal.Error);
        Assert.Equal(Catalogue.Device.SecretFileUnusable, SecretFile.Read(_folder.Path).Refusal.Error);
    }

    [Fact]
    public void Two_secrets_on_one_stream_take_a_line_each()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("pass\npin\n"));

        using var first = SecretFile.ReadLine(stream).Value;
        using var second = SecretFile.ReadLine(stream).Value;

        Assert.Equal(("pass", "pin"), (new string(first.Value), new string(second.Value)));
    }

    [Fact]
    public void A_secret_is_zeroed_and_never_shown()
    {
        var value = "1234".ToCharArray();
        var secret = new Secret(value);

        Assert.DoesNotContain("1234", secret.ToString(), StringComparison.Ordinal);
        secret.Dispose();

        Assert.All(value, letter => Assert.Equal('\0', letter));
    }
}
