using System.Globalization;
using System.Runtime.InteropServices;

namespace Keyway.Server.Audit;

/// <summary>
/// The detail of an entry: facts, and old and new value side by side of what really changed, <c>mail</c> and <c>newMail</c>; an empty text is none. A value is cut
/// after 256 characters and ends in … then: the log is never shortened, so nobody may fill it with one.
/// </summary>
internal sealed class ChangedValues
{
    private const int LongestValue = 256;

    private readonly List<(string Name, string Value)> _values = [];

    public bool IsEmpty => _values.Count == 0;

    /// <summary>For <see cref="AuditLog.Append"/>.</summary>
    public ReadOnlySpan<(string Name, string Value)> Detail => CollectionsMarshal.AsSpan(_values);

    /// <summary>Adds both values when they differ.</summary>
    public void Add(string name, string? before, string? after)
    {
        if (before == after)
            return;
        _values.Add((name, Cut(before)));
        _values.Add(($"new{char.ToUpperInvariant(name[0])}{name[1..]}", Cut(after)));
    }

    /// <inheritdoc cref="Add(string, string?, string?)"/>
    public void Add(string name, bool before, bool after) => Add(name, Text(before), Text(after));

    /// <inheritdoc cref="Add(string, string?, string?)"/>
    public void Add(string name, DateTimeOffset? before, DateTimeOffset? after)
    {
        if (before != after)
            Add(name, Text(before), Text(after));
    }

    /// <summary>Adds what is known, and nothing for null.</summary>
    public void AddFact(string name, string? value)
    {
        if (value is not null)
            _values.Add((name, Cut(value)));
    }

    /// <summary>Adds people or groups: how many, the first of them by id, and how many are not listed.</summary>
    public void AddIds(IReadOnlyCollection<Guid> ids, int most)
    {
        if (ids.Count == 0)
            return;
        _values.Add(("count", ids.Count.ToString(CultureInfo.InvariantCulture)));
        _values.Add(("members", string.Join(' ', ids.Order().Take(most).Select(id => id.ToString("D")))));
        if (ids.Count > most)
            _values.Add(("notListed", (ids.Count - most).ToString(CultureInfo.InvariantCulture)));
    }

    public static string Text(bool value) => value ? "true" : "false";

    private static string? Text(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Cut(string? value) => value is null ? "" : value.Length <= LongestValue ? value : $"{value.AsSpan(0, char.IsHighSurrogate(value[LongestValue - 2]) ? LongestValue - 2 : LongestValue - 1)}…";
}
