using Keyway.Errors;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>The card on a reader, connected and in a transaction of ours.</summary>
internal sealed class PcscCard(nint card, nuint protocol) : ICardChannel, IDisposable
{
    // The longest answer of ISO 7816-4 to a command of extended length, and its status.
    private const int LongestAnswer = 65536 + 2;

    private readonly byte[] _answer = new byte[LongestAnswer];
    private readonly PcscProtocol _protocol = new(protocol);

    /// <summary>Whether the card is to begin anew, as nobody knows what it still does.</summary>
    public bool ResetAtEnd { get; set; }

    public unsafe Result<ResponseApdu> Transmit(ReadOnlySpan<byte> command)
    {
        nuint length = LongestAnswer;
        PcscStatus status;
        fixed (byte* sent = command)
        fixed (byte* received = _answer)
            status = PcscRefusals.Status(Pcsc.Transmit(card, _protocol, sent, (nuint)command.Length, 0, received, ref length));

        // A card that is not there any more was taken away; some drivers call that an answer of nothing.
        if (status == PcscStatus.NoCard || (status == PcscStatus.Success && length == 0)) return Catalogue.SecurityKeys.KeyLost;
        if (status != PcscStatus.Success) return PcscRefusals.From(status, "");
        return ResponseApdu.Parse(_answer.AsSpan(0, (int)Math.Min(length, LongestAnswer)));
    }

    public void Dispose()
    {
        _ = Pcsc.EndTransaction(card, Pcsc.LeaveCard);
        _ = Pcsc.Disconnect(card, ResetAtEnd ? Pcsc.ResetCard : Pcsc.LeaveCard);
    }
}
