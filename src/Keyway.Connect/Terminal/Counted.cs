using System.Globalization;

namespace Keyway.Connect.Terminal;

/// <summary>A number with its word: <c>1 group</c>, <c>2 groups</c>.</summary>
internal static class Counted
{
    public static string Of(int count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? "" : "s")}");
}
