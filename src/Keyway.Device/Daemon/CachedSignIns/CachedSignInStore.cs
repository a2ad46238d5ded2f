using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon.CachedSignIns;

/// <summary>The file of the cached sign-ins, and this computer's salt. At a computer with a TPM only the newest file counts (<see cref="CacheHistory"/>); its users share this object.</summary>
internal sealed class CachedSignInStore(DeviceFolder folder)
{
    /// <summary>The names of its files, the salt's too.</summary>
    public const string Files = "offline-*";

    private const string SaltFile = "offline-salt";
    private const string ListFile = "offline-sign-ins.json";
    private const int SaltSize = 32;

    // Below the limit of a file of the state, some two hundred keys: a computer on which more have signed in forgets the one that was used longest ago.
    private const int LargestList = 200 * 1024;
    private const int EntryOverhead = 256;

    private readonly Lock _writing = new();

    /// <summary>This computer's salt, made when it is first needed.</summary>
    /// <returns>32 bytes.</returns>
    public Result<byte[]> Salt()
    {
        if (folder.Read(SaltFile, Catalogue.Device.NotJoined).TryGet(out var salt, out var refusal) && salt.Length == SaltSize)
            return salt;
        if (refusal is not null && refusal.Error != Catalogue.Device.NotJoined)
            return refusal;
        var fresh = RandomNumberGenerator.GetBytes(SaltSize);
        return folder.Write(SaltFile, fresh).TryGet(out _, out refusal) ? fresh : refusal;
    }

    /// <summary>Whether something is kept of a credential's sign-in; not yet, that it is the newest.</summary>
    public bool Knows(string credentialId) => Read().TryGet(out var list, out _) && list.Of(credentialId) is not null;

    /// <summary>What is kept of a credential's sign-in.</summary>
    public Result<CachedSignIn> Find(JoinedState joined, string credentialId)
    {
        lock (_writing)
            return Load(joined).TryGet(out var list, out var refusal) ? list.Of(credentialId) is { } cached ? cached : Catalogue.Daemon.OfflineUnknown : refusal;
    }

    /// <summary>Keeps a sign-in, durably and so that no earlier one opens any more when this has returned.</summary>
    public Result<string> Write(JoinedState joined, CachedSignIn cached)
    {
        lock (_writing)
            return Change(joined, entries => Newest([.. entries.Where(entry => entry.CredentialId != cached.CredentialId), cached]));
    }

    /// <summary>The identity server no longer knows this credential, or no longer lets it in.</summary>
    public Result<string> Forget(JoinedState joined, string credentialId)
    {
        lock (_writing)
        {
            if (!Knows(credentialId))
                return folder.Entry(ListFile);
            var changed = Change(joined, entries => [.. entries.Where(entry => entry.CredentialId != credentialId)]);

            // Better nobody than somebody whom the server has refused.
            return changed.Succeeded ? changed : folder.Delete(ListFile);
        }
    }

    private Result<string> Change(JoinedState joined, Func<IReadOnlyList<CachedSignIn>, IReadOnlyList<CachedSignIn>> change)
    {
        // What does not count is not made to count again by what is written beside it.
        if (!Load(joined).TryGet(out var kept, out var refusal))
        {
            if (refusal.Error != Catalogue.Daemon.OfflineUnknown && refusal.Error != Catalogue.Daemon.CachedSignInForeign && refusal.Error != Catalogue.Daemon.CachedSignInRolledBack)
                return refusal;
            kept = new CachedSignIns([]);
        }

        var next = new CachedSignIns(change(kept.Entries));
        if (CacheHistory.Of(joined) is not { } history)
            return Write(next);
        if (!history.Follow(next).TryGet(out next, out refusal) || !Write(next).TryGet(out var path, out refusal))
            return refusal;
        return history.Record(next) is { } unrecorded ? unrecorded : path;
    }

    private static IReadOnlyList<CachedSignIn> Newest(IReadOnlyList<CachedSignIn> entries)
    {
        var room = LargestList;
        return [.. entries.Reverse().TakeWhile(entry => (room -= entry.CredentialId.Length + entry.Sealed.Length + EntryOverhead) >= 0).Reverse()];
    }

    private Result<CachedSignIns> Load(JoinedState joined)
    {
        if (!Read().TryGet(out var list, out var refusal))
            return refusal;
        return CacheHistory.Of(joined)?.Confirm(list) is { } unconfirmed ? unconfirmed : list;
    }

    private Result<string> Write(CachedSignIns list) => folder.Write(ListFile, JsonSerializer.SerializeToUtf8Bytes(list, DeviceJson.Default.CachedSignIns));

    private Result<CachedSignIns> Read()
    {
        if (!folder.Read(ListFile, Catalogue.Daemon.OfflineUnknown).TryGet(out var content, out var refusal))
            return refusal;
        return ContractsJson.TryRead(content, DeviceJson.Default.CachedSignIns, out var list) && list.Entries.All(entry => entry is not null) ? list : Catalogue.Daemon.CachedSignInForeign;
    }
}
