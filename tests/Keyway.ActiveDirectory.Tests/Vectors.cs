using System.Text.Json;

namespace Keyway.ActiveDirectory.Tests;

/// <summary>vectors/active-directory/recorded.json; its form is told in vectors/README.md.</summary>
internal static class Vectors
{
    /// <summary>The cases of all groups of one kind; a file without them is a broken test.</summary>
    public static IReadOnlyList<JsonElement> Cases(string kind)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "recorded.json")));
        var cases = document.RootElement.Clone().GetProperty("groups").EnumerateArray()
            .Where(group => group.GetProperty("kind").GetString() == kind)
            .SelectMany(group => group.GetProperty("cases").EnumerateArray())
            .ToList();
        Assert.NotEmpty(cases);
        return cases;
    }

    public static byte[] Bytes(this JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static long Number(this JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
