using FsCheck;
using FsCheck.Fluent;
using Keyway.Errors;
using Keyway.SecurityKeys.Nfc;

namespace Keyway.SecurityKeys.Tests.Nfc;

/// <summary>CTAP in commands to a card (CTAP 2.1, 11.3): the bytes of each, and cards that lie.</summary>
public sealed class CtapAppletTests
{
    private const string Selected = "4649444F5F325F30" + "9000";

    [Fact]
    public void A_key_is_selected_by_its_applet()
    {
        var card = new Script(Selected);
        Assert.Equal("FIDO_2_0", new CtapApplet(card).Select(new ExchangeControl()).Value);
        Assert.Equal(["00A4040008A0000006472F000100"], card.Sent);
    }

    [Fact]
    public void A_key_that_speaks_U2F_too_is_asked_whether_it_speaks_FIDO2()
    {
        const string U2f = "5532465F5632" + "9000";
        var both = new Script(U2f, "00A0" + "9000");
        Assert.Equal("U2F_V2", new CtapApplet(both).Select(new ExchangeControl()).Value);
        Assert.Equal("80108000010400", both.Sent[1]);
        Refused.With(Catalogue.SecurityKeys.NotFido2, new CtapApplet(new Script(U2f, "6D00")).Select(new ExchangeControl()));
        Refused.With(Catalogue.SecurityKeys.CardNotUnderstood, new CtapApplet(new Script(U2f, "6F00")).Select(new ExchangeControl()));
    }

    [Theory]
    [InlineData("6A82")]
    [InlineData("6E00")]
    [InlineData("9000")]
    [InlineData("4649444F5F325F309001")]
    [InlineData("4649444F5F325F31" + "9000")]
    [InlineData("6F07A0000000031010" + "9000")]
    [InlineData("6C10", "6C20")]
    public void Another_card_is_no_security_key(params string[] answers) =>
        Refused.With(Catalogue.SecurityKeys.NotSecurityKey, new CtapApplet(new Script(answers)).Select(new ExchangeControl()));

    [Fact]
    public void A_long_message_goes_in_parts_and_a_long_answer_comes_in_pieces()
    {
        byte[] message = [.. Enumerable.Range(0, 500).Select(number => (byte)(number % 251))];
        var card = new Script("9000", "9000", "AABB6102", "CCDD6C01", "9000");
        byte[] parts = message;
        Refused.With(Catalogue.SecurityKeys.CardNotUnderstood, new CtapApplet(card).Exchange(parts, new ExchangeControl()));
        Assert.Equal(
            [
                "90108000F0" + Convert.ToHexString(message, 0, 240),
                "90108000F0" + Convert.ToHexString(message, 240, 240),
                "8010800014" + Convert.ToHexString(message, 480, 20) + "00",
                "00C0000002",
            ],
            card.Sent);
        card = new Script("9000", "9000", "AABB6102", "CCDD6100", "EE9000");
        Assert.Equal(Convert.FromHexString("AABBCCDDEE"), new CtapApplet(card).Exchange(parts, new ExchangeControl()).Value);
        Assert.Equal("00C0000000", card.Sent[^1]);
    }

    [Fact]
    public void A_card_that_takes_no_parts_gets_the_whole_message()
    {
        byte[] message = new byte[300];
        var card = new Script("6884", "00" + "9000");
        Assert.Equal([0], new CtapApplet(card).Exchange(message, new ExchangeControl()).Value);
        Assert.Equal("8010800000012C" + Convert.ToHexString(message) + "0000", card.Sent[1]);

        // In the middle it would be another message.
        Refused.With(Catalogue.SecurityKeys.CardNotUnderstood, new CtapApplet(new Script("9000", "6884")).Exchange(new byte[500], new ExchangeControl()));
    }

    [Fact]
    public void A_key_that_works_is_asked_again_until_it_is_done_and_is_told_once_to_stop()
    {
        var control = new ExchangeControl();
        var card = new Script("019100", "029100", "029100", "2D9000") { Told = count => { if (count == 3) control.Cancel(); } };
        Assert.Equal([0x2D], new CtapApplet(card).Exchange(new byte[] { 0x02 }, control).Value);
        Assert.Equal(["80108000010200", "8011000000", "8011000000", "8011110000"], card.Sent);
    }

    [Fact]
    public void W14_a_key_that_nobody_waits_for_is_told_nothing_more()
    {
        var control = new ExchangeControl();
        var card = new Script("019100", "019100", "019100", "009000") { Told = count => { if (count == 2) control.GiveUp(); } };
        Refused.With(Catalogue.SecurityKeys.KeyLost, new CtapApplet(card).Exchange(new byte[] { 0x02 }, control));
        Assert.Equal(2, card.Sent.Count);
    }

    [Theory]
    [InlineData("9000", "an empty answer")]
    [InlineData("6985", "SW 6985")]
    [InlineData("AA6985", "SW 6985")]
    [InlineData("6D00", "SW 6D00")]
    [InlineData("90", "an answer without a status")]
    [InlineData("", "an answer without a status")]
    public void W14_answers_that_are_none_are_refused(string answer, string why) =>
        Assert.Equal(why, Refused.With(Catalogue.SecurityKeys.CardNotUnderstood, new CtapApplet(new Script(answer)).Exchange(new byte[] { 0x04 }, new ExchangeControl())));

    [Fact]
    public void W14_answers_without_an_end_are_refused_before_they_fill_anything()
    {
        var endless = new Script(_ => "AA6101");
        Assert.Equal("too long an answer", Refused.With(Catalogue.SecurityKeys.CardNotUnderstood, new CtapApplet(endless).Exchange(new byte[] { 0x04 }, new ExchangeControl())));
        Assert.Equal(CtapApplet.LongestAnswer + 1, endless.Sent.Count);
        Assert.Equal("an answer without an end", Refused.With(Catalogue.SecurityKeys.CardNotUnderstood, new CtapApplet(new Script(_ => "6100")).Exchange(new byte[] { 0x04 }, new ExchangeControl())));
        var huge = new Script(Convert.ToHexString(new byte[65536]) + "9000");
        Assert.Equal("too long an answer", Refused.With(Catalogue.SecurityKeys.CardNotUnderstood, new CtapApplet(huge).Exchange(new byte[] { 0x04 }, new ExchangeControl())));
    }

    [Fact]
    public void W14_whatever_a_card_answers_the_exchange_ends() => Prop.ForAll(ArbMap.Default.ArbFor<byte[][]>(), answers =>
    {
        // Half of them end as real answers do, so that more than the first is read.
        byte[][] likely = [[0x61, 0x05], [0x90, 0x00], [0x6C, 0x00], [0x68, 0x84]];
        int next = 0;
        var card = new Script(_ =>
        {
            byte[] answer = next < answers.Length ? answers[next] : [0x6F, 0x00];
            byte[] end = next % 2 == 0 ? likely[(answer.Length + next) % likely.Length] : [];
            next++;
            return Convert.ToHexString(answer) + Convert.ToHexString(end);
        });
        var control = new ExchangeControl();
        control.Cancel();
        _ = new CtapApplet(card).Select(control);
        _ = new CtapApplet(card).Exchange(new byte[answers.Length * 100 + 1], control);
    }).QuickCheckThrowOnFailure();

    /// <summary>Answers in hexadecimal, one for each command; then the card is taken away.</summary>
    private sealed class Script(Func<int, string?> answer) : ICardChannel
    {
        public Script(params string[] answers)
            : this(count => count <= answers.Length ? answers[count - 1] : null)
        {
        }

        public List<string> Sent { get; } = [];

        /// <summary>Told how many commands came, this one included.</summary>
        public Action<int>? Told { get; init; }

        public Result<ResponseApdu> Transmit(ReadOnlySpan<byte> command)
        {
            Sent.Add(Convert.ToHexString(command));
            Told?.Invoke(Sent.Count);
            return answer(Sent.Count) is { } given ? ResponseApdu.Parse(Convert.FromHexString(given)) : Catalogue.SecurityKeys.KeyLost;
        }
    }
}
