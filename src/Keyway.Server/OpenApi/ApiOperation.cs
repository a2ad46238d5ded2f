namespace Keyway.Server.OpenApi;

/// <summary>What an address is for, reads and answers.</summary>
/// <param name="Request">The schema of the body; null for none.</param>
/// <param name="Response">The schema of the answer; null for none that is described.</param>
/// <param name="Status">Of success.</param>
/// <param name="Options">Of the query.</param>
internal sealed record ApiOperation(string Summary, string? Request = null, string? Response = null, string Status = "200", string[]? Options = null, string RequestType = "application/json");
