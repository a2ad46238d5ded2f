using Keyway.Errors;

namespace Keyway.Server.Portal.Exports;

/// <summary>All pages of a list that is read by cursor, one after the other as they are wanted.</summary>
internal static class ExportPages
{
    /// <param name="first">Read already: that the question is a good one is known before the first byte is sent.</param>
    /// <param name="read">The page behind a cursor.</param>
    public static IEnumerable<IReadOnlyList<T>> From<T>((IReadOnlyList<T> Items, string? Next) first, Func<string, Result<(IReadOnlyList<T> Items, string? Next)>> read)
    {
        for (var page = first; ;)
        {
            yield return page.Items;
            if (page.Next is not { } cursor || !read(cursor).TryGet(out page, out _))
                yield break;
        }
    }
}
