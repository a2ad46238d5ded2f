namespace Keyway.Server.Audit;

/// <summary>One entry of the audit log.</summary>
/// <param name="Number">1, 2, 3 and so on, without a gap.</param>
/// <param name="OccurredOn">UTC, whole milliseconds.</param>
/// <param name="Activity">From <see cref="AuditActivity"/>.</param>
/// <param name="ActorId">Who did it: a person, a connector, a computer; null for the server itself.</param>
/// <param name="TargetId">To whom or what; null when the actor is the target.</param>
/// <param name="Detail">A JSON object of texts.</param>
/// <param name="Hash">32 bytes: <see cref="AuditHash"/>.</param>
internal sealed record AuditEntry(long Number, Guid Id, DateTimeOffset OccurredOn, string Activity, Guid? ActorId, Guid? TargetId, string Detail, byte[] Hash)
{
    /// <summary>What the actor is called today; null when it is no person, or one who was forgotten.</summary>
    public string? ActorName { get; init; }

    /// <summary>What the target is called today; null when it is no person, or one who was forgotten.</summary>
    public string? TargetName { get; init; }
}
