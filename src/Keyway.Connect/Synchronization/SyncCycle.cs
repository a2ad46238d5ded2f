using Keyway.Connect.IdentityServer;
using Keyway.Connect.State;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>
/// One cycle: what changed in the domain since the last one is written to the server, a page at a time. A full reconcile is the same with everything read:
/// it first makes the state say what the server holds, and what the domain did not show in the end has left.
/// </summary>
/// <param name="server">The identity server.</param>
/// <param name="limits">Its own.</param>
/// <param name="domainDnsName">Whose objects are meant.</param>
/// <param name="pages">The changes of the domain.</param>
/// <param name="readScopeGroup">Anchors of all in the group of the scope, nested ones too.</param>
/// <param name="progress">Told after each page, and when everything is to be compared.</param>
/// <param name="own">objectGUID of the account that signs in, which the pages leave out; null when it is of another domain.</param>
internal sealed class SyncCycle(
    IScimServer server, BulkLimits limits, SyncState state, string domainDnsName, PagePipeline pages, SyncScope scope,
    Func<CancellationToken, Task<Result<IReadOnlySet<Guid>>>> readScopeGroup, DeletionGuard guard, Action<SyncProgress> progress, TimeProvider time, Guid? own = null)
{
    private readonly SyncTally _tally = new();

    // Memberships that the domain did not name in the end.
    private int _doubts;

    /// <summary>What was done, also when it stopped before the end.</summary>
    /// <param name="fullBecause">Why everything is to be compared; null when the state decides.</param>
    /// <param name="stop">Ends the cycle after the batch that is under way.</param>
    public async Task<SyncTally> RunAsync(string? fullBecause, CancellationToken stop)
    {
        var mayRestart = true;
        while (true)
        {
            var sender = new BulkSender(server, limits, state, _tally);
            var (refusal, restartBecause) = await RunOnceAsync(sender, fullBecause, stop);
            if (refusal is null && restartBecause is null && sender.StateIsWrong)
                restartBecause = "the identity server does not hold what was written there";
            if (refusal is not null || restartBecause is null)
            {
                if (refusal is not null)
                    _tally.Stop(refusal);
                return _tally;
            }

            if (!mayRestart)
            {
                _tally.Stop(new Refusal(Catalogue.Synchronization.ServerForgets, restartBecause));
                return _tally;
            }

            mayRestart = false;
            fullBecause = restartBecause;
            _tally.ForgetRefused();
        }
    }

    private async Task<(Refusal? Refusal, string? RestartBecause)> RunOnceAsync(BulkSender sender, string? fullBecause, CancellationToken stop)
    {
        var intake = new PageIntake(state, scope, _tally, own);
        var interrupted = state.Fact(StateFact.FullUnderWay) is not null;
        var cookie = state.Fact(StateFact.Cookie);
        var adopt = fullBecause is not null || !interrupted;
        fullBecause ??= interrupted ? "a full reconcile was interrupted" : cookie is null ? "there was no local state" : null;
        if (fullBecause is not null)
        {
            cookie = null;
            if (await BeginFullAsync(intake, fullBecause, adopt, stop) is { } refused)
                return (refused, null);
        }

        if (state.Fact(StateFact.Unsettled) is not null && await sender.SendAsync(state.Unsettled(), stop) is { } unsettled)
            return (unsettled, null);

        var done = 0;
        var whole = false;
        string? restartBecause = null;
        await foreach (var prepared in pages.PagesAsync(cookie is null ? (ReadOnlyMemory<byte>?)null : cookie, stop))
        {
            if (!prepared.TryGet(out var page, out var refusal))
                return (refusal, null);

            // Left to its end: to cancel a reading costs the connection, and the next one needs it.
            if (restartBecause is not null)
                continue;
            if (page.Changes.FullReadBecause is { } why && intake.Full is null)
            {
                done = 0;
                if (await BeginFullAsync(intake, why, adopt: true, stop) is { } begun)
                    return (begun, null);
            }

            var (failed, because) = await WriteAsync(page, intake, sender, stop);
            if (failed is not null)
                return (failed, null);
            restartBecause = because;
            whole = !page.Changes.More;
            done += page.Changes.Entries;
            progress(new SyncProgress(done, done + page.Changes.ToCome, intake.Full is not null));
        }

        if (stop.IsCancellationRequested)
            return (new Refusal(Catalogue.Connect.Interrupted), null);
        if (restartBecause is not null)
            return (null, restartBecause);
        if (!whole)
            return (new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "the changes of the domain have no last page"), null);
        return (await EndAsync(sender, stop), null);
    }

    // Also when the reading of the domain has already begun: what it shows is compared with the server's side.
    private async Task<Refusal?> BeginFullAsync(PageIntake intake, string why, bool adopt, CancellationToken stop)
    {
        _tally.FullBecause = why;
        progress(new SyncProgress(0, null, IsWhole: true));
        if (scope.Group is not null)
        {
            if (!(await readScopeGroup(stop)).TryGet(out var inGroup, out var refusal))
                return refusal;
            intake.InScopeGroup = inGroup;
        }

        var number = (state.NumberFact(StateFact.FullNumber) ?? 0) + 1;
        intake.Full = number;
        if (adopt)
            return await new ServerAdoption(server, state, domainDnsName).RunAsync(Begin, stop);
        state.Write(Begin);
        return null;

        void Begin()
        {
            state.Set(StateFact.Cookie, null);
            state.Set(StateFact.FullNumber, number);
            state.Set(StateFact.FullUnderWay, number);
        }
    }

    private async Task<(Refusal? Refusal, string? RestartBecause)> WriteAsync(PreparedPage page, PageIntake intake, BulkSender sender, CancellationToken stop)
    {
        var work = new PageWork();
        state.Write(() =>
        {
            work = intake.Take(page);
            if (page.Changes.Groups.Count > 0 || work.Creations.Count > 0)
                state.Set(StateFact.Unsettled, 1);
            return work.FullBecause is null;
        });
        if (work.FullBecause is { } why)
            return (null, why);
        if (await WriteAsync([.. work.Updates, .. work.Creations], work.Memberships, sender, last: false, stop) is { } refusal)
            return (refusal, null);

        var (last, full) = (!page.Changes.More, intake.Full);
        if (last && full is not null && !intake.SawPeople)
            return (new Refusal(Catalogue.Connect.DirectoryEmpty), null);
        state.Write(() =>
        {
            state.Set(StateFact.Cookie, page.Changes.Cookie.ToArray());
            if (!last)
                return;
            _doubts += state.EndDoubts();
            if (full is not { } number)
                return;
            intake.SeeOwn(number);
            if (intake.SawAll)
                state.LeaveUnseen(number);
            state.Set(StateFact.FullUnderWay, null);
            state.Set(StateFact.FullOn, time.GetUtcNow());
        });
        return (null, null);
    }

    private async Task<Refusal?> WriteAsync(IReadOnlyList<SyncChange> changes, IReadOnlySet<(long Group, long Member)> touched, BulkSender sender, bool last, CancellationToken stop)
    {
        if (await sender.SendAsync(changes, last, stop) is { } refusal)
            return refusal;
        var pending = new HashSet<Membership>(touched.SelectMany(pair => state.Pending(pair.Group, pair.Member)));
        foreach (var change in changes.Where(change => change.Action == SyncAction.Create))
            pending.UnionWith(change.Kind == ObjectKind.Group ? [.. state.WantedIn(change.Held.Key), .. state.WantedBy(change.Held.Key)] : state.WantedBy(change.Held.Key));
        return await sender.SendAsync(pending, stop);
    }

    // What the pages left: memberships that nobody named, deletions, and once more what was refused, because a deletion may have freed a name.
    private async Task<Refusal?> EndAsync(BulkSender sender, CancellationToken stop)
    {
        if (_doubts > 0 && await sender.SendAsync(state.Unsettled(), stop) is { } unsettled)
            return unsettled;

        Refusal? guarded = null;
        var leaving = state.Leaving();
        if (leaving.Count > 0)
        {
            guarded = guard.Check(leaving.Count, state.Counts().Objects);
            if (guarded is null && await sender.SendAsync(leaving.Select(SyncChange.Delete), last: true, stop) is { } refusal)
                return refusal;
            _tally.Guarded = guarded is null ? 0 : leaving.Count;
        }

        var retried = state.Refused().Select(refused => SyncChange.Of(refused.Held, refused.Object)).ToList();
        if (await WriteAsync(retried, new HashSet<(long, long)>(), sender, last: true, stop) is { } failed)
            return failed;
        if (!sender.LeftMemberships && state.Fact(StateFact.Unsettled) is not null)
            state.Write(() => state.Set(StateFact.Unsettled, null));
        return guarded;
    }
}
