namespace Keyway.Server.Graph.Queries;

/// <summary>What <c>$select</c> says.</summary>
/// <param name="Names">Null when it was not said.</param>
internal sealed record GraphSelection(IReadOnlySet<string>? Names);
