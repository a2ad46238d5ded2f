using System.Globalization;
using Keyway.Errors;
using Microsoft.AspNetCore.WebUtilities;

namespace Keyway.Server.Devices;

/// <summary>Which page of the devices a request asks for: <c>$top</c>, and <c>$skiptoken</c> as a <c>@odata.nextLink</c> gave it.</summary>
/// <param name="After">Begin behind this id; null at the first.</param>
/// <param name="Top">1 to 999.</param>
internal sealed record DevicePaging(Guid? After, int Top)
{
    private const int Usual = 100;
    private const int Most = 999;

    public static Result<DevicePaging> Parse(IQueryCollection query)
    {
        var top = Usual;
        Guid? after = null;
        foreach (var (name, values) in query)
        {
            // What is not offered is refused: a filter that is passed over would show what nobody asked for.
            if (values is not [{ } value])
                return Catalogue.Devices.PageRefused;
            if (name == "$top" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out top) && top is >= 1 and <= Most)
                continue;
            if (name != "$skiptoken" || !Guid.TryParseExact(value, "N", out var id))
                return Catalogue.Devices.PageRefused;
            after = id;
        }

        return new DevicePaging(after, top);
    }

    /// <summary>The address of the page behind a device.</summary>
    /// <param name="collection">Absolute.</param>
    public string NextLink(string collection, Guid last) => QueryHelpers.AddQueryString(
        collection, new Dictionary<string, string?> { ["$top"] = Top.ToString(CultureInfo.InvariantCulture), ["$skiptoken"] = last.ToString("N") });
}
