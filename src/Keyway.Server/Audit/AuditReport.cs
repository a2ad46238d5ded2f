namespace Keyway.Server.Audit;

/// <summary>What a verification of the audit log found.</summary>
/// <param name="First">Moment of the first entry, for people to read; null of an empty log.</param>
/// <param name="Last">The same of the last entry.</param>
/// <param name="ExpectedFound">Whether the expected head is in the log; null when none was named.</param>
/// <param name="FindingCount">All of them.</param>
/// <param name="Findings">The first 20.</param>
internal sealed record AuditReport(
    string Store, long Entries, string? First, string? Last, string Head, bool? ExpectedFound, bool Intact, long FindingCount, IReadOnlyList<AuditFinding> Findings);
