namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2720-2739: the audit log and the sign-in log.</summary>
    public static class Audit
    {
        public static readonly KeywayError ChainBroken = new(2720, "Entries of the audit log were changed, removed, inserted or moved.", "Treat it as an attack until you know better: keep a copy of the store, and compare with a backup or an export from before.");
        public static readonly KeywayError HeadMissing = new(2721, "The audit log does not hold the head that was expected, or holds another entry in its place.", "When the head was noted down right, treat it as an attack until you know better: the log was cut or made anew after it was noted.");
        public static readonly KeywayError StoreUnreadable = new(2722, "The store cannot be read, or holds no chained audit log.", "Name the data directory with --data as the server runs with it, run as the server's user, and start this version of the server once.");
        public static readonly KeywayError ExpectMalformed = new(2723, "What --expect names is no head of an audit log.", "Give the head as audit verify prints it, or its 64 hexadecimal digits alone.");
        public static readonly KeywayError TimeMalformed = new(2724, "A moment is not one of ISO 8601, or --to lies before --from.", "Write 2026-11-22, or 2026-11-22T09:00:00Z.");
        public static readonly KeywayError QueryRefused = new(2725, "The request asks for a filter, an order or a page that this list does not offer.", "Ask with what docs/dev/audit.md names: $top from 1 to 999, $filter of the documented comparisons joined by and, and $skiptoken as the next link gives it.");
        public static readonly KeywayError CursorInvalid = new(2726, "The mark of the next page is none of this list.", "Start again at the first page.");
        public static readonly KeywayError RetentionInvalid = new(2727, "A number of days for which sign-ins are kept is not from 1 to 3650.", "Correct --sign-in-log-days or --sign-in-statistics-days.");
    }
}
