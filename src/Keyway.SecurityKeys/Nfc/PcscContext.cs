using System.Text;
using Keyway.Errors;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>A connection to pcscd. Its calls wait for pcscd and, through it, for readers: they run on a thread that can be given up (<see cref="CardCall"/>).</summary>
internal sealed class PcscContext : IDisposable
{
    // pcscd has 16 readers at most, with names of up to 128 bytes.
    private const int LongestList = 16 * 129;

    private readonly nint _context;

    private PcscContext(nint context) => _context = context;

    /// <returns>The connection, KW3060 without the library, KW3061 without pcscd.</returns>
    public static Result<PcscContext> Establish()
    {
        if (!PcscLibrary.IsInstalled) return Catalogue.SecurityKeys.ReaderLibraryMissing;
        PcscStatus status = PcscRefusals.Status(Pcsc.EstablishContext(Pcsc.ScopeSystem, 0, 0, out nint context));
        return status == PcscStatus.Success ? new PcscContext(context) : PcscRefusals.From(status, "");
    }

    /// <summary>How each reader stands now; nothing is said to any card.</summary>
    public unsafe Result<IReadOnlyList<CardReader>> Look()
    {
        byte[] names = new byte[LongestList];
        nuint length = LongestList;
        PcscStatus status;
        fixed (byte* list = names) status = PcscRefusals.Status(Pcsc.ListReaders(_context, 0, list, ref length));
        if (status == PcscStatus.NoReaders) return Array.Empty<CardReader>();
        if (status != PcscStatus.Success) return PcscRefusals.From(status, "");

        // Offsets of the names, which stay NUL-terminated where they are.
        ReadOnlySpan<byte> given = names.AsSpan(0, (int)Math.Min(length, LongestList));
        List<(int Offset, int Length)> places = [];
        for (int at = 0; at < given.Length && given[at] != 0;)
        {
            int end = given[at..].IndexOf((byte)0);
            if (end < 0) break;
            places.Add((at, end));
            at += end + 1;
        }

        if (places.Count == 0) return Array.Empty<CardReader>();
        PcscReaderState[] states = new PcscReaderState[places.Count];
        fixed (byte* list = names)
        {
            for (int index = 0; index < states.Length; index++) states[index].Reader = (nint)(list + places[index].Offset);
            fixed (PcscReaderState* first = states) status = PcscRefusals.Status(Pcsc.GetStatusChange(_context, 0, first, (nuint)states.Length));
        }

        // A reader that was pulled out in between is seen at the next look.
        if (status == PcscStatus.UnknownReader) return Array.Empty<CardReader>();
        if (status != PcscStatus.Success) return PcscRefusals.From(status, "");
        List<CardReader> readers = [];
        for (int index = 0; index < states.Length; index++)
            readers.Add(Describe(Encoding.UTF8.GetString(given.Slice(places[index].Offset, places[index].Length)), states[index]));
        return readers;
    }

    /// <summary>Connects to the card on a reader and keeps other programs' commands from it until it is disposed.</summary>
    public unsafe Result<PcscCard> Connect(string reader)
    {
        nint card;
        nuint protocol;
        PcscStatus status;
        fixed (byte* name = Encoding.UTF8.GetBytes(reader + '\0'))
            status = PcscRefusals.Status(Pcsc.Connect(_context, name, Pcsc.ShareShared, Pcsc.AnyProtocol, out card, out protocol));
        if (status != PcscStatus.Success) return PcscRefusals.From(status, reader);
        status = PcscRefusals.Status(Pcsc.BeginTransaction(card));
        if (status == PcscStatus.Success) return new PcscCard(card, protocol);
        _ = Pcsc.Disconnect(card, Pcsc.LeaveCard);
        return PcscRefusals.From(status, reader);
    }

    public void Dispose() => _ = Pcsc.ReleaseContext(_context);

    private static CardReader Describe(string name, PcscReaderState state)
    {
        // pcscd counts in the upper half how often a card came or went.
        uint events = unchecked((uint)state.EventState);
        Span<byte> atr = state.Atr;
        bool answers = (events & PcscReaderState.Present) != 0 && (events & PcscReaderState.Mute) == 0;
        return new CardReader(name, answers, (ushort)(events >> 16), answers ? atr[..(int)Math.Min(state.AtrLength, PcscReaderState.LongestAtr)].ToArray() : []);
    }
}
