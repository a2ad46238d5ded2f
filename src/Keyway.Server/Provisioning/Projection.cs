using System.Text.Json.Nodes;
using Keyway.Errors;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Provisioning;

/// <summary>Which attributes of a resource the caller wants to see (RFC 7644 3.9): those that are named, all but those that are named, or all.</summary>
internal sealed class Projection
{
    /// <summary>Everything.</summary>
    public static readonly Projection All = new(null, false);

    private const int MostNames = 64;

    private readonly HashSet<string>? _names;
    private readonly bool _excludes;

    private Projection(HashSet<string>? names, bool excludes) => (_names, _excludes) = (names, excludes);

    public bool IsAll => _names is null;

    /// <summary>True when the caller named what it wants to see, and so wants to see something.</summary>
    public bool IsNamed => _names is not null && !_excludes;

    /// <summary>Reads names; those that no resource has name nothing.</summary>
    public static Result<Projection> Parse(IReadOnlyList<string> attributes, IReadOnlyList<string> excluded)
    {
        if (attributes.Count > 0 && excluded.Count > 0)
            return new Refusal(Catalogue.Provisioning.ValueRefused, "attributes and excludedAttributes");
        if (attributes.Count + excluded.Count > MostNames)
            return new Refusal(Catalogue.Provisioning.ValueRefused, "attributes");
        if (attributes.Count + excluded.Count == 0)
            return All;
        var names = attributes.Concat(excluded).Select(AttributeName.Normalise).OfType<string>();
        return new Projection(names.ToHashSet(), excluded.Count > 0);
    }

    /// <summary>The same of a query.</summary>
    public static Result<Projection> Parse(IQueryCollection query) => Parse(Names(query["attributes"]), Names(query["excludedAttributes"]));

    /// <summary>Whether any part of an attribute is wanted, so that it must be read.</summary>
    public bool Wants(string attribute) =>
        _names is null || (_excludes ? !_names.Contains(attribute) : _names.Contains(attribute) || _names.Any(name => name.StartsWith(attribute + ".", StringComparison.Ordinal)));

    /// <summary>Takes out of a resource what is not wanted. <c>id</c> and <c>schemas</c> always stay (RFC 7643 7: returned always).</summary>
    public void Apply(JsonObject resource)
    {
        if (_names is null)
            return;
        foreach (var (name, value) in resource.ToList())
        {
            if (name is not ("id" or "schemas") && !Keep(AttributeName.Normalise(name)!, value, name.StartsWith("urn:", StringComparison.Ordinal) ? ":" : "."))
                resource.Remove(name);
        }
    }

    // Whether the attribute stays; what of its parts does not is taken out.
    private bool Keep(string attribute, JsonNode? value, string separator)
    {
        if (_names!.Contains(attribute))
            return !_excludes;
        var prefix = attribute + separator;
        if (!_names.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)))
            return _excludes;
        foreach (var element in value is JsonArray many ? many.OfType<JsonObject>() : value is JsonObject one ? [one] : [])
        {
            foreach (var (part, inner) in element.ToList())
            {
                if (!Keep(prefix + part.ToLowerInvariant(), inner, "."))
                    element.Remove(part);
            }
        }

        return true;
    }

    private static string[] Names(IEnumerable<string?> values) =>
        [.. values.SelectMany(value => (value ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
