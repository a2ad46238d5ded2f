namespace Keyway.Server.Provisioning.Bulk;

/// <summary>A read bulk request.</summary>
/// <param name="FailOnErrors">After how many errors to stop; null for never.</param>
internal sealed record BulkRequest(IReadOnlyList<BulkOperation> Operations, int? FailOnErrors);
