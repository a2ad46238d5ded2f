using Keyway.Connect.Terminal;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>Reads the answer to one batch: which changes were made, and which ids new objects got.</summary>
internal static class BulkOutcome
{
    private const int LongestId = 200;

    /// <summary>Counts every change of the batch and adds the ids of new objects. Null, or <c>KW4015</c> when the answer is not one to this batch.</summary>
    public static Refusal? Apply(BulkBatch batch, ScimBulkResponse response, SyncTally tally, IDictionary<Guid, string> ids)
    {
        for (var i = 0; i < batch.Changes.Count; i++)
        {
            var (change, sent, result) = (batch.Changes[i], batch.Operations[i], response.Operations[i]);
            if (result.Method != sent.Method || (sent.BulkId is not null && result.BulkId != sent.BulkId))
                return new Refusal(Catalogue.Connect.ServerAnswerMalformed, "the results of a bulk request are not in the order of its changes");

            var gone = change.Action == SyncAction.Delete && result.Status == "404";
            if (result.Status is not ['2', _, _] && !gone)
            {
                tally.CountRefused(change, SafeText.Of($"{result.Status} {result.Response?.Detail}"));
                continue;
            }

            if (change.Action == SyncAction.Create)
            {
                if (IdOf(result.Location) is not { } id)
                    return new Refusal(Catalogue.Connect.ServerAnswerMalformed, "a new object has no location");
                ids[change.Anchor] = id;
            }

            tally.CountMade(change);
        }

        return null;
    }

    private static string? IdOf(string? location)
    {
        var id = Uri.UnescapeDataString((location ?? "").Split('/')[^1]);
        return id.Length is > 0 and <= LongestId ? id : null;
    }
}
