using Keyway.Contracts.Provisioning;

namespace Keyway.Server.Synchronization;

/// <summary>What a domain's sync said last.</summary>
/// <param name="Domain">Lower case.</param>
/// <param name="ReceivedOn">UTC, by this server's clock.</param>
/// <param name="DueOn">Until when a service announced its next report, by this server's clock; null when none did.</param>
/// <param name="IsStopped">The last cycle failed, or its guard stopped it.</param>
/// <param name="OverdueSaid">That the report is overdue stands in log and audit already.</param>
internal sealed record DomainSynchronization(
    string Domain, SynchronizationReport Report, DateTimeOffset ReceivedOn, DateTimeOffset? LastSuccessOn, DateTimeOffset? DueOn, bool IsStopped, bool OverdueSaid)
{
    public bool IsOverdue(DateTimeOffset now) => DueOn is { } due && due < now;
}
