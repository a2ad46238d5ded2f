using Keyway.Server.Accounts;
using Keyway.Server.Applications;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Connectors;
using Keyway.Server.Storage;

namespace Keyway.Server.SignIns;

/// <summary>
/// Refused sign-ins on their way to the store. They are written in groups; each is counted, but only so many get a row that a stranger who is
/// refused all day cannot fill the disk: of each network a burst of 100 and then one each 10 seconds, of all together a burst of 5,000 and then one
/// a second. Those that name an existing account draw on a bucket of their own, so that guesses at names that nobody has do not hide them.
/// </summary>
internal sealed class RefusedSignIns(DurableWriter writer, TimeProvider time)
{
    private const int BurstOfAll = 5_000;
    private const int BurstOfNetwork = 100;

    /// <summary>For the next group; beyond it sign-ins are only counted.</summary>
    private const int MostWaiting = 5_000;

    private readonly Lock _lock = new();
    private readonly RateBudget _named = new(BurstOfAll, TimeSpan.FromSeconds(1));
    private readonly RateBudget _unnamed = new(BurstOfAll, TimeSpan.FromSeconds(1));
    private readonly NetworkBudgets _networks = new(BurstOfNetwork, TimeSpan.FromSeconds(10));
    private Dictionary<SignInCount, (long Count, long Unlisted)> _counts = [];
    private List<(SignInEntry Entry, ClaimedIdentity? Claimed)> _waiting = [];

    /// <summary>Takes one in.</summary>
    /// <param name="network">The client's address before it was shortened.</param>
    public void Add(SignInEntry entry, ClaimedIdentity? claimed, string network)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var waits = _waiting.Count < MostWaiting && _networks.Of(network, now).TryTake(now);
            if (waits)
                _waiting.Add((entry, claimed));
            Count(_counts, entry, 1, waits ? 0 : 1);
        }
    }

    /// <summary>Writes what waits. When the store refuses, the counts wait for the next time, and what had no row yet gets none.</summary>
    public async Task FlushAsync()
    {
        List<(SignInEntry Entry, ClaimedIdentity? Claimed)> waiting;
        Dictionary<SignInCount, (long Count, long Unlisted)> counts;
        lock (_lock)
        {
            if (_counts.Count == 0)
                return;
            (waiting, _waiting) = (_waiting, []);
            (counts, _counts) = (_counts, []);
        }

        var written = await writer.WriteAsync<bool>(session =>
        {
            var counted = new Dictionary<SignInCount, (long Count, long Unlisted)>(counts);
            foreach (var (entry, claimed) in waiting)
            {
                var known = Identify(session, entry, claimed);
                if (MayHaveRow((known.UserId ?? known.AppId) is not null))
                    SignInTable.Insert(session, known);
                else
                    Count(counted, entry, 0, 1);
            }

            foreach (var (kind, (count, unlisted)) in counted)
                SignInTable.Count(session, kind with { Count = count, Unlisted = unlisted });
            return true;
        });
        if (written.Succeeded)
            return;
        lock (_lock)
        {
            foreach (var (kind, (count, unlisted)) in counts)
                Count(_counts, kind, count, unlisted);
            foreach (var (entry, _) in waiting)
                Count(_counts, entry, 0, 1);
        }
    }

    /// <summary>With the person and the key, or the program, that the request named, if there are such.</summary>
    private static SignInEntry Identify(StoreSession session, SignInEntry entry, ClaimedIdentity? claimed)
    {
        if (claimed is { UserName: { } name } && DirectoryUsers.FindByUserName(session, name) is { } user)
            return entry with { UserId = user.Id, UserName = user.UserName };
        if (claimed is { CredentialId: { } id } && SecurityKeyTable.Find(session, id) is { } key)
            return entry with { UserId = key.UserId, UserName = DirectoryUsers.Find(session, key.UserId)?.UserName, CredentialId = id, Aaguid = key.Aaguid };
        if (claimed is { AppId: { } app } && (ApplicationTable.Find(session, app)?.DisplayName ?? ConnectorDirectory.NameOf(session, app)) is { } program)
            return entry with { AppId = app, AppName = program };
        return entry;
    }

    private bool MayHaveRow(bool named)
    {
        lock (_lock)
            return (named ? _named : _unnamed).TryTake(time.GetUtcNow());
    }

    // As many kinds as there are hours, clients, methods and numbers: nothing that a stranger chooses.
    private static void Count(Dictionary<SignInCount, (long Count, long Unlisted)> counts, SignInEntry entry, long count, long unlisted) => Count(
        counts,
        new SignInCount(
            new DateTimeOffset(entry.OccurredOn.Ticks - (entry.OccurredOn.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero), entry.Client, entry.Method, entry.Error, null, 0, 0),
        count, unlisted);

    private static void Count(Dictionary<SignInCount, (long Count, long Unlisted)> counts, SignInCount kind, long count, long unlisted)
    {
        var before = counts.GetValueOrDefault(kind);
        counts[kind] = (before.Count + count, before.Unlisted + unlisted);
    }
}
