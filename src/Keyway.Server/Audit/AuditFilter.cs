namespace Keyway.Server.Audit;

/// <summary>Which entries are asked for; everything that is null lets all pass.</summary>
/// <param name="From">The earliest moment, itself included.</param>
/// <param name="To">The latest moment, itself included.</param>
internal sealed record AuditFilter(string? Activity = null, Guid? ActorId = null, Guid? TargetId = null, DateTimeOffset? From = null, DateTimeOffset? To = null);
