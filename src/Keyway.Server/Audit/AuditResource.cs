using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Server.Audit;

/// <summary>An entry of the audit log as <c>/v1.0/auditLogs/directoryAudits</c> shows it: the vendor's names, and the place in our chain.</summary>
/// <param name="Category">What the activity is about: its name up to the last word.</param>
/// <param name="Result">Always success: what was refused changed nothing.</param>
internal sealed record AuditResource(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("activityDateTime")] DateTimeOffset ActivityDateTime,
    [property: JsonPropertyName("activityDisplayName")] string ActivityDisplayName,
    [property: JsonPropertyName("category")] string Category,
    [property: JsonPropertyName("result")] string Result,
    [property: JsonPropertyName("initiatedBy")] AuditInitiator InitiatedBy,
    [property: JsonPropertyName("targetResources")] IReadOnlyList<AuditPrincipal> TargetResources,
    [property: JsonPropertyName("additionalDetails")] IReadOnlyList<AuditDetail> AdditionalDetails,
    [property: JsonPropertyName("keywayNumber")] long Number,
    [property: JsonPropertyName("keywayHash")] string Hash)
{
    public static AuditResource Of(AuditEntry entry)
    {
        var actor = new AuditPrincipal(entry.ActorId, entry.ActorName);
        var isPerson = entry.ActorName is not null;
        var dash = entry.Activity.LastIndexOf('-');
        return new AuditResource(
            entry.Id, entry.OccurredOn, entry.Activity, dash < 0 ? entry.Activity : entry.Activity[..dash], "success",
            new AuditInitiator(isPerson ? actor : null, isPerson ? null : actor), entry.TargetId is null ? [] : [new AuditPrincipal(entry.TargetId, entry.TargetName)],
            Details(entry.Detail), entry.Number, Convert.ToHexStringLower(entry.Hash));
    }

    private static List<AuditDetail> Details(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Select(member => new AuditDetail(member.Name, member.Value.GetString()))];
    }
}
