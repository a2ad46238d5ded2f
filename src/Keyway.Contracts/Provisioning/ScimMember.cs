using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>A member of a group.</summary>
/// <param name="Value">The member's SCIM id, or inside a bulk request <c>bulkId:…</c> (RFC 7644 3.7.2).</param>
/// <param name="Type"><c>User</c> or <c>Group</c>.</param>
public sealed record ScimMember(
    [property: JsonPropertyName("value")] string Value,
    [property: JsonPropertyName("type")] string? Type = null);
