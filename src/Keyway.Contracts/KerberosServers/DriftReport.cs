using System.Text.Json.Serialization;

namespace Keyway.Contracts.KerberosServers;

/// <summary>What one check of a domain's Kerberos server found; the body of <c>PUT /kerberosServers/{domain}/{name}/drift</c>. An empty list ends an earlier drift.</summary>
/// <param name="CheckedOn">UTC; a report older than the last one is refused.</param>
/// <param name="Version">The <see cref="KerberosServerState.Version"/> that was compared: a report about another state is refused.</param>
/// <param name="Findings">At most 64.</param>
public sealed record DriftReport(
    [property: JsonPropertyName("checkedOn")] DateTimeOffset CheckedOn,
    [property: JsonPropertyName("version")] long Version,
    [property: JsonPropertyName("findings")] IReadOnlyList<DriftFinding> Findings);
