using System.Text.Json;

namespace Keyway.Kerberos.Tests;

/// <summary>One file of vectors/kerberos; its form is told in vectors/README.md.</summary>
internal sealed class VectorFile
{
    private readonly JsonElement _root;

    private VectorFile(JsonElement root) => _root = root;

    public static VectorFile Open(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", name)));
        return new VectorFile(document.RootElement.Clone());
    }

    /// <summary>The cases of all groups of one kind; a file without them is a broken test.</summary>
    public IReadOnlyList<JsonElement> Cases(string kind)
    {
        var cases = _root.GetProperty("groups").EnumerateArray()
            .Where(group => group.GetProperty("kind").GetString() == kind)
            .SelectMany(group => group.GetProperty("cases").EnumerateArray())
            .ToList();
        Assert.NotEmpty(cases);
        return cases;
    }
}
