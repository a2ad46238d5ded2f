namespace Keyway.Server.Audit;

/// <summary>A page of the audit log, the latest entry first.</summary>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, string? Next);
