using System.Text.Json.Serialization;

namespace Keyway.Server.Audit;

/// <summary>A person, or a program: the server itself, a connector, a computer.</summary>
internal sealed record AuditInitiator(
    [property: JsonPropertyName("user")] AuditPrincipal? User,
    [property: JsonPropertyName("app")] AuditPrincipal? App);
