using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>
/// What a connector tells the server after each cycle, also one in which nothing changed: <c>PUT /synchronization/{domain}</c>.
/// A domain whose report is overdue is one whose drift and deletions nobody watches.
/// </summary>
/// <param name="Kind"><c>full</c> or <c>delta</c>.</param>
/// <param name="CompletedOn">UTC.</param>
/// <param name="Outcome"><c>succeeded</c>, <c>partial</c> (some changes refused), <c>guarded</c> (stopped before too many deletions) or <c>failed</c>.</param>
/// <param name="Created">Objects, also of the next two.</param>
/// <param name="NextWithinSeconds">When the service runs: after how long its next report is due at the latest; null after a run by hand.</param>
/// <param name="Error">Our number, such as <c>KW4130</c>, when it was not a success.</param>
public sealed record SynchronizationReport(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("startedOn")] DateTimeOffset StartedOn,
    [property: JsonPropertyName("completedOn")] DateTimeOffset CompletedOn,
    [property: JsonPropertyName("outcome")] string Outcome,
    [property: JsonPropertyName("created")] int Created = 0,
    [property: JsonPropertyName("updated")] int Updated = 0,
    [property: JsonPropertyName("deleted")] int Deleted = 0,
    [property: JsonPropertyName("refused")] int Refused = 0,
    [property: JsonPropertyName("nextWithinSeconds")] int? NextWithinSeconds = null,
    [property: JsonPropertyName("error")] string? Error = null);
