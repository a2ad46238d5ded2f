using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Synchronization;

/// <summary>Changes that go to the server in one request.</summary>
/// <param name="Operations">As many as changes, in the same order.</param>
internal sealed record BulkBatch(IReadOnlyList<SyncChange> Changes, IReadOnlyList<ScimBulkOperation> Operations);
