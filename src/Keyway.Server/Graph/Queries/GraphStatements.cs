namespace Keyway.Server.Graph.Queries;

/// <summary>A list in the store's words.</summary>
/// <param name="Count">How many there are in all.</param>
/// <param name="CountArguments">Its parameters, which come first among those of the page.</param>
internal sealed record GraphStatements(string Page, IReadOnlyList<object?> PageArguments, string Count, IReadOnlyList<object?> CountArguments);
