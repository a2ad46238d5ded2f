using FsCheck;
using FsCheck.Fluent;
using Keyway.Errors;
using Keyway.SecurityKeys.Nfc;

namespace Keyway.SecurityKeys.Tests.Nfc;

/// <summary>Commands and answers of ISO 7816-4, on bytes.</summary>
public sealed class ApduTests
{
    // The cases of ISO 7816-4, 5.1: nothing, an answer, data, both; short and of extended length.
    [Theory]
    [InlineData("00A40400", 0, null)]
    [InlineData("00C0000020", 0, 0x20)]
    [InlineData("00C0000000", 0, 256)]
    [InlineData("00A4040002A000", 2, null)]
    [InlineData("80108000010400", 1, 256)]
    [InlineData("80108000000000", 0, 65536)]
    [InlineData("801080000001" + "0004", 1, null, false)]
    [InlineData("80108000000001040000", 1, 65536)]
    [InlineData("80108000000001040100", 1, 256)]
    [InlineData("00A404", 0, null, false)]
    [InlineData("00A4040003A000", 0, null, false)]
    [InlineData("8010800000", 0, 256)]
    [InlineData("801080000000", 0, null, false)]
    [InlineData("8010800000000004", 0, null, false)]
    public void Commands_are_read_by_their_lengths(string command, int data, int? expected, bool whole = true)
    {
        CommandApdu? read = CommandApdu.Parse(Convert.FromHexString(command));
        Assert.Equal(whole, read is not null);
        if (read is not null) Assert.Equal((data, expected), (read.Data.Length, read.Expected));
    }

    [Fact]
    public void What_was_written_is_read_again() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        ArbMap.Default.ArbFor<PositiveInt>(),
        ArbMap.Default.ArbFor<bool>(),
        (data, expected, extended) =>
        {
            int? wanted = expected.Item % 3 == 0 ? null : expected.Item * 97 % 65537;
            if (wanted == 0) wanted = null;
            var command = new CommandApdu(0x80, 0x10, 0x80, 0x00, data, wanted);
            CommandApdu read = CommandApdu.Parse(extended && (data.Length > 0 || wanted is not null) ? command.EncodeExtended() : command.Encode())!;
            Assert.Equal((command.Class, command.Instruction, command.P1, command.P2, command.Expected), (read.Class, read.Instruction, read.P1, read.P2, read.Expected));
            Assert.Equal(data, read.Data.ToArray());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_a_command_or_none() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => { _ = CommandApdu.Parse(bytes); }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_answer_has_a_status()
    {
        ResponseApdu answer = ResponseApdu.Parse([1, 2, 0x61, 0x00]).Value;
        Assert.Equal((2, (ushort)0x6100, 256, 0), (answer.Data.Length, answer.Status, answer.More, answer.RightLength));
        Assert.Equal((0, 16), (ResponseApdu.Parse([0x6C, 0x10]).Value.More, ResponseApdu.Parse([0x6C, 0x10]).Value.RightLength));
        Refused.With(Catalogue.SecurityKeys.CardNotUnderstood, ResponseApdu.Parse([0x90]));
        Refused.With(Catalogue.SecurityKeys.CardNotUnderstood, ResponseApdu.Parse([]));
    }
}
