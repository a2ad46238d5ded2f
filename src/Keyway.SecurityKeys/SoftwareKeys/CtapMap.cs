namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>
/// A CBOR map of a command, with typed access. The first missing or mistyped entry is remembered for the whole message in
/// <see cref="Status"/>; access after it yields defaults, so a command reads all of its entries and then looks once.
/// </summary>
internal sealed class CtapMap(CtapMap.ErrorCell errors)
{
    private readonly Dictionary<object, object> _entries = [];

    /// <summary><see cref="CtapStatus.Ok"/>, or what is wrong with the first entry that is wrong.</summary>
    public CtapStatus Status => errors.First;

    public bool Has(object key) => _entries.ContainsKey(key);

    public bool TryAdd(object key, object value) => _entries.TryAdd(key, value);

    public ReadOnlyMemory<byte> RequiredBytes(object key) => Required<ReadOnlyMemory<byte>>(key);

    public ReadOnlyMemory<byte>? OptionalBytes(object key) => Optional(key, out ReadOnlyMemory<byte> value) ? value : default(ReadOnlyMemory<byte>?);

    public string RequiredText(object key) => Required<string>(key) ?? "";

    public string? OptionalText(object key) => Optional(key, out string? value) ? value : null;

    public long RequiredInteger(object key) => Required<long>(key);

    public long? OptionalInteger(object key) => Optional(key, out long value) ? value : null;

    public bool? OptionalFlag(object key) => Optional(key, out bool value) ? value : null;

    public CtapMap RequiredMap(object key) => Required<CtapMap>(key) ?? new CtapMap(errors);

    public CtapMap? OptionalMap(object key) => Optional(key, out CtapMap? value) ? value : null;

    public IReadOnlyList<CtapMap> RequiredMaps(object key) => Maps(Required<List<object>>(key));

    public IReadOnlyList<CtapMap>? OptionalMaps(object key) => Optional(key, out List<object>? value) ? Maps(value) : null;

    public IReadOnlyList<string>? OptionalTexts(object key)
    {
        if (!Optional(key, out List<object>? value)) return null;
        if (value!.All(item => item is string)) return [.. value!.Cast<string>()];
        errors.Report(CtapStatus.UnexpectedType);
        return [];
    }

    private T? Required<T>(object key)
    {
        if (!Has(key)) errors.Report(CtapStatus.MissingParameter);
        return Optional(key, out T? value) ? value : default;
    }

    private bool Optional<T>(object key, out T? value)
    {
        value = default;
        if (!_entries.TryGetValue(key, out object? entry)) return false;
        if (entry is not T typed)
        {
            errors.Report(CtapStatus.UnexpectedType);
            return false;
        }

        value = typed;
        return true;
    }

    private List<CtapMap> Maps(List<object>? items)
    {
        List<CtapMap> maps = [];
        foreach (object item in items ?? [])
        {
            if (item is CtapMap map) maps.Add(map);
            else errors.Report(CtapStatus.UnexpectedType);
        }

        return maps;
    }

    /// <summary>The first error of a message, shared by all of its maps.</summary>
    internal sealed class ErrorCell
    {
        public CtapStatus First { get; private set; }

        public void Report(CtapStatus status)
        {
            if (First == CtapStatus.Ok) First = status;
        }
    }
}
