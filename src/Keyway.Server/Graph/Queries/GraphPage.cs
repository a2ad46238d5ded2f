using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Search;
using Microsoft.AspNetCore.WebUtilities;

namespace Keyway.Server.Graph.Queries;

/// <summary>Which page a request asks for: <c>$top</c>, and <c>$skiptoken</c> as an <c>@odata.nextLink</c> gave it.</summary>
/// <param name="After">Where the page before ended; null at the first.</param>
internal sealed record GraphPage(int Top, SearchCursor? After)
{
    private const int Usual = 100;
    private const int Most = 999;

    /// <summary>Reads the options of a list that offers nothing else.</summary>
    public static Result<GraphPage> Parse(IQueryCollection query)
    {
        foreach (var (name, _) in query)
        {
            // What is not offered is refused: a filter that is passed over would show what nobody asked for.
            if (name is not ("$top" or "$skiptoken"))
                return new Refusal(Catalogue.Graph.OptionUnknown, name);
        }

        return Read(query);
    }

    /// <summary>Reads the two options among others.</summary>
    public static Result<GraphPage> Read(IQueryCollection query)
    {
        var top = Usual;
        SearchCursor? after = null;
        if (query.TryGetValue("$top", out var topText) && !(int.TryParse(topText, NumberStyles.None, CultureInfo.InvariantCulture, out top) && top is >= 1 and <= Most))
            return Catalogue.Graph.PageRefused;
        if (query.TryGetValue("$skiptoken", out var token) && (after = SearchCursor.Read(token)) is null)
            return Catalogue.Graph.PageRefused;
        return new GraphPage(top, after);
    }

    /// <summary>The absolute address of the page behind an object: this request's, with another token.</summary>
    /// <param name="key">By what the list is ordered, at that object; empty when by id.</param>
    public static string NextLink(HttpRequest request, string origin, string key, Guid last)
    {
        var query = request.Query.Where(option => option.Key != "$skiptoken").ToDictionary(option => option.Key, option => (string?)option.Value.ToString());
        query["$skiptoken"] = new SearchCursor(0, key, last).ToString();
        return QueryHelpers.AddQueryString(origin + request.Path.ToUriComponent(), query);
    }
}
