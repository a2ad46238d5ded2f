using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>The functions of libpcsclite, by which pcscd is asked. Its DWORD, LONG and handles are C's <c>long</c>, which on Linux is as wide as a pointer.</summary>
internal static partial class Pcsc
{
    internal const string Library = "libpcsclite.so.1";

    /// <summary>For <see cref="EstablishContext"/>: the whole computer.</summary>
    public const nuint ScopeSystem = 2;

    /// <summary>For <see cref="Connect"/>: other programs may be connected too.</summary>
    public const nuint ShareShared = 2;

    /// <summary>For <see cref="Connect"/>: T=0 or T=1, whichever the card speaks. Contactless cards are shown as T=1.</summary>
    public const nuint AnyProtocol = 3;

    /// <summary>For the end of a connection or transaction: the card stays as it is.</summary>
    public const nuint LeaveCard = 0;

    /// <summary>For the end of a connection: the card begins anew.</summary>
    public const nuint ResetCard = 1;

    [LibraryImport(Library, EntryPoint = "SCardEstablishContext")]
    public static partial nint EstablishContext(nuint scope, nint reserved1, nint reserved2, out nint context);

    [LibraryImport(Library, EntryPoint = "SCardReleaseContext")]
    public static partial nint ReleaseContext(nint context);

    /// <summary>The names of the readers, each ended by NUL, the list by another.</summary>
    [LibraryImport(Library, EntryPoint = "SCardListReaders")]
    public static unsafe partial nint ListReaders(nint context, nint groups, byte* names, ref nuint length);

    [LibraryImport(Library, EntryPoint = "SCardGetStatusChange")]
    public static unsafe partial nint GetStatusChange(nint context, nuint milliseconds, PcscReaderState* states, nuint count);

    [LibraryImport(Library, EntryPoint = "SCardConnect")]
    public static unsafe partial nint Connect(nint context, byte* reader, nuint share, nuint protocols, out nint card, out nuint protocol);

    [LibraryImport(Library, EntryPoint = "SCardDisconnect")]
    public static partial nint Disconnect(nint card, nuint disposition);

    [LibraryImport(Library, EntryPoint = "SCardBeginTransaction")]
    public static partial nint BeginTransaction(nint card);

    [LibraryImport(Library, EntryPoint = "SCardEndTransaction")]
    public static partial nint EndTransaction(nint card, nuint disposition);

    [LibraryImport(Library, EntryPoint = "SCardTransmit")]
    public static unsafe partial nint Transmit(nint card, in PcscProtocol protocol, byte* command, nuint commandLength, nint received, byte* answer, ref nuint answerLength);
}
