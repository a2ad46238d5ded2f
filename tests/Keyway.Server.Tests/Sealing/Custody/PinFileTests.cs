using Keyway.Errors;
using Keyway.Server.Sealing;
using Keyway.Server.Sealing.Custody;

namespace Keyway.Server.Tests.Sealing.Custody;

public sealed class PinFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-pin-").FullName;

    private string FilePath => Path.Combine(_directory, "pin");

    private PinFile File => new(FilePath, Path.Combine(_directory, "marker"));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("123456")]
    [InlineData("123456\n")]
    [InlineData("123456\r\n")]
    [InlineData("123456\nanother line")]
    public void The_first_line_is_the_PIN(string content)
    {
        DurableFile.WriteSecret(FilePath, System.Text.Encoding.ASCII.GetBytes(content));
        Assert.Equal("123456"u8.ToArray(), File.Read().Value);
    }

    [Fact]
    public void A_file_that_is_missing_empty_too_long_or_open_to_others_is_refused()
    {
        Assert.Equal(Catalogue.KeyCustody.PinFileUnusable, File.Read().Refusal.Error);
        foreach (var content in new[] { "", "\n123456", new string('1', 256) })
        {
            DurableFile.WriteSecret(FilePath, System.Text.Encoding.ASCII.GetBytes(content));
            Assert.Equal(Catalogue.KeyCustody.PinFileUnusable, File.Read().Refusal.Error);
        }

        DurableFile.WritePublic(FilePath, "123456"u8);
        Assert.Equal(Catalogue.KeyCustody.PinFileUnusable, File.Read().Refusal.Error);
    }

    [Fact]
    public void A_refused_PIN_is_not_offered_again_until_the_file_changes()
    {
        DurableFile.WriteSecret(FilePath, "000000"u8);
        File.MarkRefused();
        Assert.Equal(Catalogue.KeyCustody.PinWrong, File.Read().Refusal.Error);
        Assert.Equal(Catalogue.KeyCustody.PinWrong, File.Read().Refusal.Error);
        System.IO.File.SetLastWriteTimeUtc(FilePath, System.IO.File.GetLastWriteTimeUtc(FilePath).AddTicks(1000));
        Assert.True(File.Read().Succeeded);
        File.MarkTaken();
        Assert.True(File.Read().Succeeded);
    }
}
