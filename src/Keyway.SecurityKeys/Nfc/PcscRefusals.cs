using Keyway.Errors;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>Turns what libpcsclite answers into numbered refusals.</summary>
internal static class PcscRefusals
{
    public static PcscStatus Status(nint returned) => (PcscStatus)unchecked((uint)returned);

    /// <summary>Why a card could not be reached.</summary>
    /// <param name="reader">The reader it lies on, or empty while none is meant.</param>
    public static Refusal From(PcscStatus status, string reader) => status switch
    {
        PcscStatus.NoService or PcscStatus.ServiceStopped => Catalogue.SecurityKeys.ReadersNotServed,
        // Invalid is a name that is too long for one.
        PcscStatus.UnknownReader or PcscStatus.InvalidValue or PcscStatus.ReaderUnavailable or PcscStatus.NoReaders => new Refusal(Catalogue.SecurityKeys.ReaderUnknown, reader),
        PcscStatus.NoCard => new Refusal(Catalogue.SecurityKeys.NoCardOnReader, reader),
        PcscStatus.SharingViolation => new Refusal(Catalogue.SecurityKeys.KeyInUse, reader),

        // Somebody else's reset is no better than a card that went and came back: what was said to it is forgotten.
        PcscStatus.RemovedCard or PcscStatus.ResetCard => Catalogue.SecurityKeys.KeyLost,
        PcscStatus.UnresponsiveCard or PcscStatus.UnpoweredCard or PcscStatus.ProtocolMismatch => new Refusal(Catalogue.SecurityKeys.CardNotUnderstood, Number(status)),
        _ => new Refusal(Catalogue.SecurityKeys.ReaderFailed, Number(status)),
    };

    private static string Number(PcscStatus status) => $"PC/SC 0x{(uint)status:X8}";
}
