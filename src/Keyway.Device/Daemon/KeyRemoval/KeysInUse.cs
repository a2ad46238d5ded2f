using System.Globalization;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Device.Daemon.People;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon.KeyRemoval;

/// <summary>Who signed in by which key: one file a person, in memory (<c>/run</c>), so that a restart of the daemon forgets nobody and a restart of the computer everybody.</summary>
internal sealed class KeysInUse(DeviceFolder folder)
{
    private readonly Lock _writing = new();

    /// <summary>The person's session hangs on this key from now on.</summary>
    public Result<string> Remember(LocalAccount account, KeyInUse key)
    {
        lock (_writing)
        {
            return folder.MakeReady().TryGet(out _, out var refusal)
                ? folder.Write(FileOf(account), JsonSerializer.SerializeToUtf8Bytes(key, DeviceJson.Default.KeyInUse))
                : refusal;
        }
    }

    /// <summary>Whether the person's session hangs on a key.</summary>
    /// <param name="key">Which; null for a file that says nothing, so that nobody knows whether it is there.</param>
    public bool Find(LocalAccount account, out KeyInUse? key)
    {
        key = null;
        if (!folder.Read(FileOf(account), Catalogue.Device.NotJoined).TryGet(out var content, out var refusal))
            return refusal.Error != Catalogue.Device.NotJoined;
        key = ContractsJson.TryRead(content, DeviceJson.Default.KeyInUse, out var read) ? read : null;
        return true;
    }

    /// <summary>Whether the key on which the person's session hangs is gone.</summary>
    public bool IsGone(LocalAccount account) => Find(account, out var key) && key is not { IsRemoved: false, IsThere: true };

    /// <summary>The key is gone and the person's sessions are locked, unless they have signed in anew since.</summary>
    /// <param name="key">Null for a file that says nothing, which is replaced.</param>
    public Result<string> MarkRemoved(LocalAccount account, KeyInUse? key)
    {
        lock (_writing)
        {
            return Find(account, out var now) && now == key
                ? folder.Write(FileOf(account), JsonSerializer.SerializeToUtf8Bytes((key ?? new KeyInUse("", "")) with { IsRemoved = true }, DeviceJson.Default.KeyInUse))
                : folder.Entry(FileOf(account));
        }
    }

    /// <summary>The person's session hangs on this key no more, unless they have signed in anew since.</summary>
    public Result<string> Forget(LocalAccount account, KeyInUse? key)
    {
        lock (_writing)
            return Find(account, out var now) && now == key ? folder.Delete(FileOf(account)) : folder.Entry(FileOf(account));
    }

    private static string FileOf(LocalAccount account) => string.Create(CultureInfo.InvariantCulture, $"{account.UserId}.json");
}
