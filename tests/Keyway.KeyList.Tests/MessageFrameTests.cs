using Keyway.KeyList.Forwarding;

namespace Keyway.KeyList.Tests;

/// <summary>Messages on a TCP connection.</summary>
public sealed class MessageFrameTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(MessageFrame.MaximumLength)]
    public async Task What_is_written_is_read(int length)
    {
        var message = new byte[length];
        Random.Shared.NextBytes(message);
        using var stream = new MemoryStream();
        await MessageFrame.WriteAsync(stream, message, Cancellation);
        stream.Position = 0;

        Assert.Equal(message, await MessageFrame.ReadAsync(stream, Cancellation));
        Assert.Null(await MessageFrame.ReadAsync(stream, Cancellation));
    }

    [Theory]
    [InlineData("00000000")]
    [InlineData("00040001")]
    [InlineData("80000001")]
    [InlineData("FFFFFFFF")]
    public async Task A02_a_length_that_no_message_has_is_refused(string prefix) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => MessageFrame.ReadAsync(new MemoryStream(Convert.FromHexString(prefix)), Cancellation));

    [Theory]
    [InlineData("0000")]
    [InlineData("0000000511")]
    public async Task A_message_that_ends_too_early_is_none(string bytes) =>
        await Assert.ThrowsAnyAsync<IOException>(() => MessageFrame.ReadAsync(new MemoryStream(Convert.FromHexString(bytes)), Cancellation));
}
