using Keyway.Errors;

namespace Keyway.Server.Provisioning.Bulk;

/// <summary>What became of one operation.</summary>
/// <param name="Status">201, 200 or 204 when it was done.</param>
/// <param name="Refusal">Null when it was done.</param>
internal sealed record BulkOutcome(int Status, Guid? Id, long Version, Refusal? Refusal)
{
    public static BulkOutcome Refused(Refusal refusal) => new(0, null, 0, refusal);
}
