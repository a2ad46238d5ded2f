using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Tpm.Commands;

namespace Keyway.Tpm.Tests;

/// <summary>The register that tells the newest file from an earlier one, in a real swtpm.</summary>
public sealed class TpmHistoryTests : IDisposable
{
    private readonly SoftwareTpm _software = new();

    public void Dispose() => _software.Dispose();

    [Fact]
    public void It_says_after_each_record_what_follows_from_all_of_them_and_outlives_a_power_cut()
    {
        using var tpm = _software.Open();
        using var key = tpm.Key(TpmKeyKind.Signing);
        var history = ((TpmRsa)key).History;
        Assert.Equal(Catalogue.Tpm.HistoryAbsent, history.Read(TestContext.Current.CancellationToken).Refusal.Error);
        Assert.Equal(Catalogue.Tpm.HistoryAbsent, history.Record(new byte[32], TestContext.Current.CancellationToken).Refusal.Error);

        var first = history.ReadOrBegin(TestContext.Current.CancellationToken).Value;
        var record = RandomNumberGenerator.GetBytes(32);
        var second = history.Record(record, TestContext.Current.CancellationToken).Value;
        _software.PowerCycle();

        Assert.Equal(TpmHistory.After(first, record), second);
        Assert.Equal(second, history.Read(TestContext.Current.CancellationToken).Value);
        Assert.Equal(second, history.ReadOrBegin(TestContext.Current.CancellationToken).Value);
    }

    /// <summary>Each byte of the answers: neither an older value nor the word that something was recorded is taken from a liar.</summary>
    [Theory]
    [InlineData((uint)CommandCode.NvRead)]
    [InlineData((uint)CommandCode.NvExtend)]
    [InlineData((uint)CommandCode.NvReadPublic)]
    public void D05_an_answer_that_was_changed_on_the_bus_is_refused(uint target)
    {
        var position = -1;
        var length = 0;
        using var bus = new Bus(_software.Port, (command, forward) =>
        {
            var answer = forward();
            if (Bus.Code(command) != target)
                return answer;
            length = answer.Length;
            if (position >= 0 && position < length)
                answer[position] ^= 0x10;
            return answer;
        });
        using var tpm = Tpm.Open(bus.Address, TimeProvider.System, TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken).Value;
        using var key = tpm.Key(TpmKeyKind.Signing);
        var history = ((TpmRsa)key).History;
        Assert.True(history.ReadOrBegin(TestContext.Current.CancellationToken).Succeeded);
        Assert.True(Use().Succeeded);
        var last = target == (uint)CommandCode.NvReadPublic ? 10 + 2 + 14 : length;
        for (position = 10; position < last; position += position < 40 ? 1 : 5)
            Assert.False(Use().Succeeded, $"byte {position} of {length}");

        Result<byte[]> Use() => target == (uint)CommandCode.NvExtend ? history.Record(new byte[32], CancellationToken.None) : history.Read(CancellationToken.None);
    }

    [Fact]
    public void D05_an_older_answer_that_is_played_again_is_refused()
    {
        byte[]? kept = null;
        var play = false;
        using var bus = new Bus(_software.Port, (command, forward) =>
        {
            var answer = forward();
            if (Bus.Code(command) != (uint)CommandCode.NvRead)
                return answer;
            kept ??= answer;
            return play ? kept : answer;
        });
        using var tpm = Tpm.Open(bus.Address, TestContext.Current.CancellationToken).Value;
        using var key = tpm.Key(TpmKeyKind.Signing);
        var history = ((TpmRsa)key).History;
        Assert.True(history.ReadOrBegin(TestContext.Current.CancellationToken).Succeeded);
        play = true;

        Assert.Equal(Catalogue.Tpm.AnswerForged, history.Read(TestContext.Current.CancellationToken).Refusal.Error);
    }
}
