using System.Data.Common;
using Keyway.Server.Devices;
using Keyway.Server.Storage;

namespace Keyway.Server.Search;

/// <summary>Finds joined devices by the beginnings of words of their display name, or by their whole id; and all of one owner.</summary>
internal sealed class DeviceSearch(Store store)
{
    /// <summary>The largest page.</summary>
    public const int MostAPage = 999;

    private const string Joins = $"{DeviceTable.Joins} LEFT JOIN Account a ON a.Id = d.OwnerId AND a.DeletedOn IS NULL";

    /// <summary>The page behind a name and an id, of all.</summary>
    internal const string Everything =
        $"SELECT {DeviceTable.Columns}, a.UserName FROM Device d {Joins} WHERE lower(d.DisplayName) >= @p0 AND (lower(d.DisplayName) > @p0 OR d.Id > @p1) ORDER BY lower(d.DisplayName), d.Id LIMIT @p2";

    /// <summary>The devices of one owner.</summary>
    internal const string Owned = $"SELECT {DeviceTable.Columns}, a.UserName FROM Device d {Joins} WHERE d.OwnerId = @p0 ORDER BY d.RegisteredOn DESC LIMIT 999";

    /// <summary>The page of those that the typed words find.</summary>
    internal static SearchStatement Statement { get; } = new(SearchKind.Devices, $"{DeviceTable.Columns}, a.UserName", "Device d", "d.Id", Joins, "TRUE");

    /// <summary>A page: all by name when nothing was typed, else those with a word beginning with each of the typed ones.</summary>
    /// <param name="cursor">From the page before; null, or one that is none of this text's, begins at the first.</param>
    /// <param name="top">1 to 999.</param>
    public DevicePage Find(string text, string? cursor, int top)
    {
        var count = Math.Clamp(top, 1, MostAPage);
        var after = SearchCursor.Read(cursor);
        if (SearchText.Tokens(text) is not { } tokens)
            return new DevicePage([], null);
        if (tokens.Count == 0)
            return All(after, count);
        var (devices, next) = store.Read(session => Statement.Read(session, tokens, after, count, Map, found => found.Device.Id));
        return new DevicePage(devices, next?.ToString());
    }

    /// <summary>What a person joined, of late first; a quota keeps it short.</summary>
    public IReadOnlyList<FoundDevice> OfOwner(Guid owner) => store.Read(session => session.All(Owned, Map, owner));

    private DevicePage All(SearchCursor? after, int count)
    {
        var devices = store.Read(session => session.All(Everything, Map, after?.Word ?? "", after?.Id.ToString("D") ?? "", count + 1));
        if (devices.Count <= count)
            return new DevicePage(devices, null);
        var last = devices[count - 1].Device;
        return new DevicePage(devices[..count], new SearchCursor(0, DeviceTable.NameKey(last.DisplayName), last.Id).ToString());
    }

    private static FoundDevice Map(DbDataReader row) => new(DeviceTable.Map(row), row.TextOrNull(DeviceTable.ColumnCount));
}
