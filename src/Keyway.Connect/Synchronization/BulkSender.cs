using Keyway.Connect.IdentityServer;
using Keyway.Connect.State;
using Keyway.Connect.Terminal;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>
/// Sends changes to the server, batch after batch, and writes what the server confirmed into the state before the next batch: a kill repeats at most one. What
/// was written and not noted comes back as an anchor that is taken: its id is asked for, and the object is updated.
/// </summary>
internal sealed class BulkSender(IScimServer server, BulkLimits limits, SyncState state, SyncTally tally)
{
    // Numbers of the server's refusals that mean something for the state.
    private const string AnchorTaken = "KW2516";
    private const string MemberUnknown = "KW2522";

    /// <summary>The server does not hold what the state says: everything must be compared.</summary>
    public bool StateIsWrong { get; private set; }

    /// <summary>Some memberships were refused, and have to be tried again.</summary>
    public bool LeftMemberships { get; private set; }

    /// <summary>Sends them in their order. Null, or why the rest was not sent; a single object that is refused is no reason.</summary>
    /// <param name="last">True for the last try of a cycle: what is refused now is told.</param>
    /// <param name="stop">Looked at between batches.</param>
    public async Task<Refusal?> SendAsync(IEnumerable<SyncChange> changes, bool last, CancellationToken stop)
    {
        var taken = new List<SyncChange>();
        var body = new BulkBody(limits);
        try
        {
            foreach (var change in changes)
            {
                if (body.TryAdd(change))
                    continue;
                if (await SendAsync(body, taken, last, stop) is { } refusal)
                    return refusal;
                body.Dispose();
                body = new BulkBody(limits);
                body.TryAdd(change);
            }

            if (body.Changes.Count > 0 && await SendAsync(body, taken, last, stop) is { } refused)
                return refused;
        }
        finally
        {
            body.Dispose();
        }

        return taken.Count == 0 ? null : await AdoptAsync(taken, last, stop);
    }

    /// <summary>Sends memberships, grouped by their group and cut to what a request takes.</summary>
    public Task<Refusal?> SendAsync(IEnumerable<Membership> memberships, CancellationToken stop) => SendAsync(
        memberships.GroupBy(membership => membership.Group)
            .SelectMany(group => group.Chunk(BulkBody.MostMembers(limits)))
            .Select(chunk => state.Find(chunk[0].Group) is { Id: not null } held ? SyncChange.Members(held, chunk) : null)
            .OfType<SyncChange>(),
        last: true, stop);

    private async Task<Refusal?> SendAsync(BulkBody body, List<SyncChange> taken, bool last, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            return new Refusal(Catalogue.Connect.Interrupted);
        var bytes = body.Complete();
        tally.CountRequest(bytes.Length);

        // Not cancelled: what a server is writing must be noted.
        if (!(await server.WriteAsync(bytes, body.Changes.Count, CancellationToken.None)).TryGet(out var response, out var refusal))
        {
            // A single change that the server will not take as a request must not keep the others from being made.
            if (body.Changes is not [var only] || refusal.Error != Catalogue.Connect.ServerRefused)
                return refusal;
            state.Write(() => Refuse(only, refusal.Detail ?? "", last));
            return null;
        }

        Refusal? malformed = null;
        state.Write(() =>
        {
            for (var i = 0; i < body.Changes.Count && malformed is null; i++)
                malformed = Apply(body.Changes[i], response.Operations[i], taken, last);
        });
        return malformed;
    }

    private Refusal? Apply(SyncChange change, ScimBulkResult result, List<SyncChange> taken, bool last)
    {
        if (result.Method != BulkBody.MethodOf(change) || (change.Action == SyncAction.Create && result.BulkId != BulkBody.BulkIdOf(change)))
            return new Refusal(Catalogue.Connect.ServerAnswerMalformed, "the results of a bulk request are not in the order of its changes");
        var gone = change.Action == SyncAction.Delete && result.Status == "404";
        if (result.Status is not ['2', _, _] && !gone)
        {
            var words = SafeText.Of($"{result.Status} {result.Response?.Detail}");
            if (change.Action == SyncAction.Create && words.Contains(AnchorTaken, StringComparison.Ordinal))
            {
                taken.Add(change);
                return null;
            }

            StateIsWrong |= result.Status == "404" || (change.Action == SyncAction.Members && words.Contains(MemberUnknown, StringComparison.Ordinal));
            Refuse(change, words, last);
            return null;
        }

        switch (change.Action)
        {
            case SyncAction.Create:
                if (!Guid.TryParseExact((result.Location ?? "").Split('/')[^1], "D", out var id) || !state.Put(change.Held.Key, change.Kind, id, change.Object!.Fingerprint))
                    return new Refusal(Catalogue.Connect.ServerAnswerMalformed, "a new object has no id of its own");
                break;
            case SyncAction.Update:
                state.Put(change.Held.Key, change.Kind, change.Held.Id!.Value, change.Object!.Fingerprint);
                break;
            case SyncAction.Delete:
                state.Remove(change.Held.Key);
                break;
            default:
                foreach (var membership in change.Memberships!)
                    state.Settle(membership);
                break;
        }

        tally.CountMade(change);
        return null;
    }

    private void Refuse(SyncChange change, string words, bool last)
    {
        if (change.Object is { } content)
            state.Refuse(change.Held.Key, content);
        LeftMemberships |= change.Action == SyncAction.Members;
        if (last)
            tally.CountRefused(new RefusedChange(change.Action.ToString(), change.Kind, change.Held.Anchor, change.Name, words));
    }

    // The server made them and the answer was lost, or another connector made them.
    private async Task<Refusal?> AdoptAsync(List<SyncChange> taken, bool last, CancellationToken stop)
    {
        var updates = new List<SyncChange>();
        foreach (var chunk in taken.GroupBy(change => change.Kind).SelectMany(kind => kind.Chunk(ScimApi.MostAnchors)))
        {
            if (!(await server.FindAsync(chunk[0].Kind, [.. chunk.Select(change => change.Held.Anchor)], stop)).TryGet(out var found, out var refusal))
                return refusal;
            state.Write(() =>
            {
                foreach (var change in chunk)
                {
                    if (found.TryGetValue(change.Held.Anchor, out var id) && state.Put(change.Held.Key, change.Kind, id, null))
                        updates.Add(SyncChange.Of(change.Held with { Id = id }, change.Object!));
                    else
                        Refuse(change, $"409 {AnchorTaken} the server says that it holds the object, and does not show it", last);
                }
            });
        }

        return await SendAsync(updates, last, stop);
    }
}
