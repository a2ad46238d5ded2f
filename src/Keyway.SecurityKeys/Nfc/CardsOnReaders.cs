using Keyway.Errors;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>
/// The security keys that lie on readers. Each contactless card is asked once, when it is laid down, whether it is one; cards with contacts are
/// left alone, as other programs work with them, and a USB key that is a card reader too would be counted twice. One thread at a time.
/// </summary>
public sealed class CardsOnReaders
{
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SelectLimit = TimeSpan.FromSeconds(2);

    // By reader: which laying of which card was asked, and whether it is a key.
    private readonly Dictionary<string, (string Laid, bool IsKey)> _asked = [];
    private bool _silent;

    /// <summary>Whether the last look found a reader to lay a key on.</summary>
    public bool HasReader { get; private set; }

    /// <summary>The keys that lie on readers now; none without a reader, without pcscd or without its library.</summary>
    public IReadOnlyList<SecurityKeyDescription> Find()
    {
        HasReader = false;
        if (_silent || !Look().TryGet(out IReadOnlyList<CardReader>? readers, out Refusal? refusal)) return [];
        HasReader = readers.Count > 0;
        return [.. readers.Where(IsKey).Select(reader => new SecurityKeyDescription(CardSelector.For(reader.Name), "NFC", "key", 0, 0))];
    }

    /// <summary>Which laying of which card a selector means now: another text after it was taken away and laid down again.</summary>
    /// <param name="selector"><c>nfc:</c> and the name of a reader.</param>
    /// <returns>The text, or an empty one when no card is there or nobody can tell.</returns>
    public static string Laid(string selector)
    {
        if (CardSelector.ReaderOf(selector) is not { } name) return "";
        return CardCall.Within(LookLimit, Readers).TryGet(out IReadOnlyList<CardReader>? readers, out _)
            ? readers.FirstOrDefault(reader => reader.Name == name)?.Laid ?? ""
            : "";
    }

    private static Result<IReadOnlyList<CardReader>> Readers()
    {
        if (!PcscContext.Establish().TryGet(out PcscContext? context, out Refusal? refusal)) return refusal;
        using (context) return context.Look();
    }

    private Result<IReadOnlyList<CardReader>> Look()
    {
        // No thread for nothing, on the many computers without it.
        if (!PcscLibrary.IsInstalled) return Catalogue.SecurityKeys.ReaderLibraryMissing;
        Result<IReadOnlyList<CardReader>> readers = CardCall.Within(LookLimit, Readers);

        // A pcscd that does not answer is not waited for again and again.
        _silent = !readers.Succeeded && readers.Refusal.Error == Catalogue.SecurityKeys.ReaderFailed;
        return readers;
    }

    private bool IsKey(CardReader reader)
    {
        if (!reader.IsContactless) return false;
        if (_asked.TryGetValue(reader.Name, out (string Laid, bool IsKey) asked) && asked.Laid == reader.Laid) return asked.IsKey;
        bool isKey = false;
        if (CardSession.Open(reader.Name, SelectLimit).TryGet(out CardSession? session, out Refusal? refusal))
        {
            session.Dispose();
            isKey = true;
        }
        else if (refusal.Error == Catalogue.SecurityKeys.NotFido2)
        {
            // As among the USB keys: opening it tells why it does not do.
            isKey = true;
        }
        else if (refusal.Error == Catalogue.SecurityKeys.KeyInUse || refusal.Error == Catalogue.SecurityKeys.KeyLost)
        {
            // Another program has it, or it came too briefly: the next look asks again.
            return false;
        }

        _asked[reader.Name] = (reader.Laid, isKey);
        return isKey;
    }
}
