using Keyway.Server.Storage;

namespace Keyway.Server.Search;

/// <summary>The table of words, written in the very units that write names.</summary>
internal static class SearchWords
{
    /// <summary>Puts an item's words in place of its former ones; writes nothing when they are the same.</summary>
    /// <param name="words">From <see cref="SearchText.Words"/>; none to take the item out.</param>
    public static void Write(StoreSession session, SearchKind kind, Guid id, IReadOnlyList<string> words)
    {
        var former = session.All("SELECT Word FROM SearchWord WHERE Kind = @p0 AND ItemId = @p1", row => row.GetString(0), (int)kind, id).ToHashSet(StringComparer.Ordinal);
        if (former.SetEquals(words))
            return;
        if (former.Count > 0)
            session.Execute("DELETE FROM SearchWord WHERE Kind = @p0 AND ItemId = @p1", (int)kind, id);
        foreach (var word in words)
            session.Execute("INSERT INTO SearchWord (Kind, ItemId, Word) VALUES (@p0, @p1, @p2)", (int)kind, id, word);
    }
}
