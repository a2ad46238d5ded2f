namespace Keyway.Server.Audit;

/// <summary>A place where the chain of the audit log does not hold.</summary>
/// <param name="Number">Of the entry where it shows; 0 for the table itself.</param>
/// <param name="Fault">What is wrong, for people to read.</param>
internal sealed record AuditFinding(long Number, string Fault);
