using System.Collections.Frozen;
using System.Data.Common;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Graph.Queries;

/// <summary>A kind of object of the API: its properties, and where the store keeps it.</summary>
/// <param name="Set">The collection's name, as in <c>/v1.0/users</c>.</param>
/// <param name="Type">The vendor's name of the type, as in <c>#microsoft.graph.user</c>.</param>
/// <param name="Columns">What <paramref name="Map"/> reads.</param>
/// <param name="Tables">Where from.</param>
/// <param name="Key">The id there.</param>
/// <param name="Condition">What holds for each.</param>
internal sealed record GraphEntity<T>(
    string Set, string Type, string Columns, string Tables, string Key, string Condition, Func<DbDataReader, T> Map, Func<T, Guid> IdOf, IReadOnlyList<GraphProperty<T>> Properties)
{
    /// <summary>By name, whose case does not count.</summary>
    public FrozenDictionary<string, GraphProperty<T>> ByName { get; } = Properties.ToFrozenDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What can be filtered by.</summary>
    public IReadOnlyDictionary<string, FilterColumn> Filters { get; init; } =
        Properties.Where(property => property.Column is not null).ToFrozenDictionary(property => property.Name, property => property.Column!, StringComparer.OrdinalIgnoreCase);
}
