namespace Keyway.Contracts.DeviceManagement;

/// <summary>Takes the children of an element in the order of the grammar: whoever is at the end has met each of them, once, where it belongs.</summary>
internal sealed class SyncMlChildren(SyncMlElement parent)
{
    private int _next;

    public bool AtEnd => _next == parent.Children.Count;

    /// <summary>The next child's name; null at the end.</summary>
    public string? Next => AtEnd ? null : parent.Children[_next].Name;

    /// <summary>The next child when it has this name.</summary>
    public SyncMlElement? Take(string name) => Next == name ? parent.Children[_next++] : null;

    /// <summary>The text of the next child when it has this name and no children.</summary>
    public string? Text(string name) => Take(name) is { Children.Count: 0 } child ? child.Text.Trim() : null;

    /// <summary>The number in the next child when it has this name: digits alone, at most nine.</summary>
    public int? Number(string name) =>
        Text(name) is { Length: >= 1 and <= 9 } text && text.All(char.IsAsciiDigit) ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>The address in the next child (Target or Source); empty when there is such a child with another content, null when there is none.</summary>
    public string? Address(string name)
    {
        if (Take(name) is not { } place)
            return null;
        var inner = new SyncMlChildren(place);
        var address = inner.Text("LocURI");
        inner.Text("LocName");
        return inner.AtEnd && address is { Length: > 0 and <= 512 } && address.All(c => c is > ' ' and <= '~') ? address : "";
    }
}
