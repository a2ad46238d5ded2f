using Keyway.Contracts.KerberosServers;

namespace Keyway.Connect.Drift;

/// <summary>What one check came to.</summary>
/// <param name="State">The server's side, as it is after a report.</param>
/// <param name="IsReported">The server knows the findings.</param>
internal sealed record DriftOutcome(KerberosServerState State, IReadOnlyList<DriftFinding> Findings, bool IsReported);
