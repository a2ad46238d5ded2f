using System.Text;
using Keyway.Errors;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>CTAP in commands of ISO 7816 (CTAP 2.1, 11.3): selects the applet, wraps messages, collects answers. Whatever the card says is bounded here.</summary>
internal sealed class CtapApplet(ICardChannel card)
{
    /// <summary>The longest answer to a message, in bytes: what libfido2 takes (FIDO_MAXMSG).</summary>
    public const int LongestAnswer = 2048;

    // RID of the FIDO Alliance, and the applet (CTAP 2.1, 11.3.3).
    private static readonly byte[] Applet = [0xA0, 0x00, 0x00, 0x06, 0x47, 0x2F, 0x00, 0x01];

    // A frame of the chips in small readers has room for no more than some 250 bytes with its own header.
    private const int Part = 240;
    private const byte CtapClass = 0x80;
    private const byte Message = 0x10;
    private const byte GetResponse = 0x11;
    private const byte UnderstandsGetResponse = 0x80;
    private const byte CancelRequest = 0x11;
    private const byte GetInfo = 0x04;

    // Often enough for a finger, and seldom enough for a card that answers within a millisecond, for ever.
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Makes the card a security key: SELECT, and a question when it may speak U2F alone.</summary>
    /// <returns>What it called itself, or KW3063 for another card, KW3006 for a key without FIDO2.</returns>
    public Result<string> Select(ExchangeControl control)
    {
        var select = new CommandApdu(0x00, 0xA4, 0x04, 0x00, Applet, CommandApdu.LongestShortAnswer);
        if (!Ask(select, extended: false, control).TryGet(out ResponseApdu? answer, out Refusal? refusal)) return refusal;
        if (answer.Status != ResponseApdu.Done) return new Refusal(Catalogue.SecurityKeys.NotSecurityKey, Number(answer.Status));
        string version = Encoding.ASCII.GetString(answer.Data.Span);
        if (version == "FIDO_2_0") return version;
        if (version != "U2F_V2") return new Refusal(Catalogue.SecurityKeys.NotSecurityKey, "another applet");

        // So does a key call itself that speaks both (CTAP 2.1, 11.3.3).
        if (!Send(new[] { GetInfo }, control).TryGet(out answer, out refusal)) return refusal;
        if (answer.IsUnknownCommand) return Catalogue.SecurityKeys.NotFido2;
        return Finish(answer, control).TryGet(out byte[]? _, out refusal) ? version : refusal;
    }

    /// <summary>Sends a CTAP message, a command byte and CBOR, and waits for the answer, a status byte and CBOR.</summary>
    public Result<byte[]> Exchange(ReadOnlyMemory<byte> message, ExchangeControl control) =>
        Send(message, control).TryGet(out ResponseApdu? answer, out Refusal? refusal) ? Finish(answer, control) : refusal;

    private static string Number(ushort status) => $"SW {status:X4}";

    private static Refusal NotUnderstood(string what) => new(Catalogue.SecurityKeys.CardNotUnderstood, what);

    private Result<byte[]> Finish(ResponseApdu answer, ExchangeControl control)
    {
        while (answer.Status == ResponseApdu.Working)
        {
            bool cancel = control.Pause(KeepAliveInterval);
            var next = new CommandApdu(CtapClass, GetResponse, cancel ? CancelRequest : (byte)0, 0x00, default, CommandApdu.LongestShortAnswer);
            if (!Ask(next, extended: false, control).TryGet(out ResponseApdu? later, out Refusal? refusal)) return refusal;
            answer = later;
        }

        if (answer.Status != ResponseApdu.Done) return NotUnderstood(Number(answer.Status));
        return answer.Data.IsEmpty ? NotUnderstood("an empty answer") : answer.Data.ToArray();
    }

    private Result<ResponseApdu> Send(ReadOnlyMemory<byte> message, ExchangeControl control)
    {
        ReadOnlyMemory<byte> rest = message;
        while (rest.Length > Part)
        {
            var part = new CommandApdu(CtapClass | CommandApdu.Chained, Message, UnderstandsGetResponse, 0x00, rest[..Part], null);
            if (!Ask(part, extended: false, control).TryGet(out ResponseApdu? taken, out Refusal? refusal)) return refusal;
            if (taken.Status != ResponseApdu.Done)
            {
                // Parts are not for every card; each has to take extended length then (CTAP 2.1, 11.3.5).
                bool noParts = rest.Length == message.Length && (taken.IsUnknownCommand || taken.Status == 0x6884);
                return noParts ? Ask(Whole(message, CommandApdu.LongestExtendedAnswer), extended: true, control) : NotUnderstood(Number(taken.Status));
            }

            rest = rest[Part..];
        }

        return Ask(Whole(rest, CommandApdu.LongestShortAnswer), extended: false, control);
    }

    private static CommandApdu Whole(ReadOnlyMemory<byte> message, int expected) => new(CtapClass, Message, UnderstandsGetResponse, 0x00, message, expected);

    /// <summary>One command and all of its answer, however many pieces that comes in.</summary>
    private Result<ResponseApdu> Ask(CommandApdu command, bool extended, ExchangeControl control)
    {
        if (!Transmit(extended ? command.EncodeExtended() : command.Encode(), control).TryGet(out ResponseApdu? answer, out Refusal? refusal)) return refusal;
        if (answer.RightLength > 0)
        {
            if (!Transmit((command with { Expected = answer.RightLength }).Encode(), control).TryGet(out answer, out refusal)) return refusal;
        }

        if (answer.Data.Length > LongestAnswer) return NotUnderstood("too long an answer");
        if (answer.More == 0) return answer;
        List<byte> whole = [.. answer.Data.Span];
        while (answer.More > 0)
        {
            var next = new CommandApdu(0x00, 0xC0, 0x00, 0x00, default, answer.More);
            if (!Transmit(next.Encode(), control).TryGet(out answer, out refusal)) return refusal;

            // Each piece brings something, so there is an end.
            if (answer.Data.IsEmpty && answer.More > 0) return NotUnderstood("an answer without an end");
            if (whole.Count + answer.Data.Length > LongestAnswer) return NotUnderstood("too long an answer");
            whole.AddRange(answer.Data.Span);
        }

        return new ResponseApdu(whole.ToArray(), answer.Status);
    }

    private Result<ResponseApdu> Transmit(byte[] command, ExchangeControl control) =>
        control.IsGivenUp ? Catalogue.SecurityKeys.KeyLost : card.Transmit(command);
}
