using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Search;

/// <summary>
/// Finds living people by the beginnings of words of their names: display, given and family name, user principal name, mail, sAMAccountName. <c>mil ann</c> finds
/// Ann Miller. Below 10 ms at 100,000 people; the measurement stands in docs/dev/graph.md.
/// </summary>
internal sealed class PeopleSearch(Store store)
{
    /// <summary>The largest page.</summary>
    public const int MostAPage = 999;

    /// <summary>The page behind a user name, of everybody.</summary>
    internal const string Everybody = $"SELECT {DirectoryUsers.Columns} FROM Account WHERE DeletedOn IS NULL AND UserNameKey > @p0 ORDER BY UserNameKey LIMIT @p1";

    /// <summary>The page of those whom the typed words find.</summary>
    internal static SearchStatement Statement { get; } = new(SearchKind.People, DirectoryUsers.Columns, "Account", "Account.Id", "", "DeletedOn IS NULL");

    /// <summary>A page: everybody by user name when nothing was typed, else whoever has a word beginning with each of the typed ones, by the word found.</summary>
    /// <param name="text">As typed; what is behind 256 characters does not count.</param>
    /// <param name="cursor">From the page before; null, or one that is none of this text's, begins at the first.</param>
    /// <param name="top">1 to 999.</param>
    public PeoplePage Find(string text, string? cursor, int top)
    {
        var count = Math.Clamp(top, 1, MostAPage);
        var after = SearchCursor.Read(cursor);
        if (SearchText.Tokens(text) is not { } tokens)
            return new PeoplePage([], null);
        if (tokens.Count == 0)
            return All(after?.Word ?? "", count);
        var (people, next) = store.Read(session => Statement.Read(session, tokens, after, count, DirectoryUsers.Map, user => user.Id));
        return new PeoplePage(people, next?.ToString());
    }

    private PeoplePage All(string after, int count)
    {
        var people = store.Read(session => session.All(Everybody, DirectoryUsers.Map, after, count + 1));
        return people.Count <= count
            ? new PeoplePage(people, null)
            : new PeoplePage(people[..count], new SearchCursor(0, UserName.Key(people[count - 1].UserName), people[count - 1].Id).ToString());
    }
}
