namespace Keyway.Server.Provisioning;

/// <summary>A search in the store's words.</summary>
/// <param name="Count">How many there are in all.</param>
/// <param name="Page">Those of the page.</param>
/// <param name="Arguments">Of both.</param>
internal sealed record SearchStatements(string Count, string Page, List<object?> Arguments);
