using System.Globalization;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Search;

/// <summary>Finds groups by the beginning of their name, and the names of groups that a policy holds.</summary>
internal sealed class GroupSearch(Store store)
{
    /// <summary>The most that a search shows: whoever finds more types more.</summary>
    public const int MostFound = 20;

    /// <summary>Groups whose name begins with a text, from an index.</summary>
    internal const string Beginning =
        $"SELECT {DirectoryGroups.Columns} FROM DirectoryGroup WHERE lower(DisplayName) >= @p0 AND lower(DisplayName) < @p1 ORDER BY lower(DisplayName), Id LIMIT @p2";

    private const int LongestText = 256;
    private const int FewestIds = 8;

    /// <param name="text">As typed; capital ASCII letters count as small ones.</param>
    /// <returns>By name; empty when nothing was typed.</returns>
    public IReadOnlyList<DirectoryGroup> Find(string? text)
    {
        if (text?.Trim() is not { Length: > 0 and <= LongestText } typed)
            return [];
        // What the store's lower() does: letters beyond ASCII are compared as they are written.
        var beginning = string.Concat(typed.Select(letter => char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter));
        return store.Read(session => session.All(Beginning, DirectoryGroups.Map, beginning, SearchText.EndOf(beginning), MostFound));
    }

    /// <summary>The names of groups; one that is gone is not among them.</summary>
    public IReadOnlyDictionary<Guid, string> NamesOf(IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0)
            return new Dictionary<Guid, string>();
        // Filled up by repetition: few statements to keep prepared, however many groups there are.
        var size = FewestIds;
        while (size < ids.Count)
            size *= FewestIds;
        object?[] arguments = [.. Enumerable.Range(0, size).Select(index => (object?)ids.ElementAt(Math.Min(index, ids.Count - 1)))];
        return store.Read(session => session.All(Named(size), row => (Id: row.Id(0), Name: row.GetString(1)), arguments)).ToDictionary(group => group.Id, group => group.Name);
    }

    private static string Named(int count) => "SELECT Id, DisplayName FROM DirectoryGroup WHERE Id IN ("
        + string.Join(", ", Enumerable.Range(0, count).Select(index => "@p" + index.ToString(CultureInfo.InvariantCulture))) + ")";
}
