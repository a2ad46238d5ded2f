using Keyway.Connect.IdentityServer;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>Sends a plan to the server, batch after batch.</summary>
internal sealed class BulkWriter(ScimApi api)
{
    /// <summary>What was done, also when it stopped before the end.</summary>
    /// <param name="plan">What is to be done.</param>
    /// <param name="limits">Of the server.</param>
    /// <param name="progress">Told how many changes the server has answered for.</param>
    public async Task<SyncTally> WriteAsync(SyncPlan plan, BulkLimits limits, Action<int> progress, CancellationToken cancellationToken)
    {
        var tally = new SyncTally();
        var ids = new Dictionary<Guid, string>(plan.KnownIds);
        foreach (var batch in BulkBatches.Split(plan.Changes, limits, ids))
        {
            tally.CountRequest();
            if (!(await api.WriteAsync(batch.Operations, cancellationToken)).TryGet(out var response, out var refusal))
            {
                // A single change that the server will not take as a request must not keep the others from being made.
                if (batch.Changes is [var only] && refusal.Error == Catalogue.Connect.ServerRefused)
                {
                    tally.CountRefused(only, refusal.Detail ?? "");
                    continue;
                }

                tally.Stop(refusal);
                break;
            }

            if (BulkOutcome.Apply(batch, response, tally, ids) is { } malformed)
            {
                tally.Stop(malformed);
                break;
            }

            progress(tally.Answered);
        }

        return tally;
    }
}
