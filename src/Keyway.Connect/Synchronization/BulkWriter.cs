using Keyway.Connect.IdentityServer;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>Sends a plan to the server, batch after batch.</summary>
/// <param name="send">Sends one bulk request and returns its answer.</param>
/// <param name="limits">Of the server.</param>
/// <param name="progress">Told how many changes the server has answered for.</param>
internal sealed class BulkWriter(Func<IReadOnlyList<ScimBulkOperation>, Task<Result<ScimBulkResponse>>> send, BulkLimits limits, Action<int> progress)
{
    /// <summary>What was done, also when it stopped before the end.</summary>
    public async Task<SyncTally> WriteAsync(SyncPlan plan)
    {
        var tally = new SyncTally();
        var ids = new Dictionary<Guid, string>(plan.KnownIds);
        await PassAsync(plan.Changes, ids, tally);

        // A group that names an object of its own request is refused with that object. Without it the group can be written.
        if (tally.Stopped is null)
            await PassAsync(tally.TakeBack(change => change is { IsGroup: true, Group.Members: { } members } && members.Any(member => !ids.ContainsKey(member.Anchor))), ids, tally);
        return tally;
    }

    private async Task PassAsync(IReadOnlyList<SyncChange> changes, Dictionary<Guid, string> ids, SyncTally tally)
    {
        foreach (var batch in BulkBatches.Split(changes, limits, ids))
        {
            tally.CountRequest();
            if (!(await send(batch.Operations)).TryGet(out var response, out var refusal))
            {
                // A single change that the server will not take as a request must not keep the others from being made.
                if (batch.Changes is [var only] && refusal.Error == Catalogue.Connect.ServerRefused)
                {
                    tally.CountRefused(only, refusal.Detail ?? "");
                    continue;
                }

                tally.Stop(refusal);
                return;
            }

            if (BulkOutcome.Apply(batch, response, tally, ids) is { } malformed)
            {
                tally.Stop(malformed);
                return;
            }

            progress(tally.Answered);
        }
    }
}
