using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Device.State;

/// <summary>
/// The private keys under <c>keys/NAME/</c>: <c>device</c> and <c>transport</c>, with the ending of their <see cref="KeyStore"/>. A join writes them
/// before it asks the server; a folder counts only once <c>device.json</c> names it. Until then a file <c>unfinished</c> lies in it: keys that an
/// interrupted join left are used again, because the server gives the same answer again for the same keys, and a new pair would make a second device.
/// </summary>
internal sealed class KeyFolders(DeviceFolder state)
{
    private const string Parent = "keys";
    private const string Unfinished = "unfinished";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Loads the keys of a folder that <c>device.json</c> names.</summary>
    /// <param name="store">Where they live; owned by the keys, and disposed with a refusal.</param>
    public Result<DeviceKeys> Load(string folder, KeyStore store)
    {
        if (!IsName(folder))
        {
            store.Dispose();
            return new Refusal(Catalogue.Device.StateDamaged, "the name of the key folder");
        }

        if (!LoadKey(folder, "device", store).TryGet(out var deviceKey, out var refusal))
        {
            store.Dispose();
            return refusal;
        }

        if (LoadKey(folder, "transport", store).TryGet(out var transportKey, out refusal))
            return new DeviceKeys(folder, deviceKey, transportKey, store);
        deviceKey.Dispose();
        store.Dispose();
        return refusal;
    }

    /// <summary>Takes up the keys of an interrupted join, or makes fresh ones. For the holder of the lock.</summary>
    /// <param name="inUse">The folder that <c>device.json</c> names now, which is left alone.</param>
    /// <param name="open">Opens the store; called for each try, because keys own theirs.</param>
    public Result<DeviceKeys> Prepare(string? inUse, Func<Result<KeyStore>> open)
    {
        try
        {
            // A kill right behind the join that made this folder true may have left the mark.
            if (inUse is not null && IsName(inUse))
                Finish(inUse);
            foreach (var folder in Unused(inUse).Where(folder => File.Exists(state.Entry(Path.Combine(Parent, folder, Unfinished)))))
            {
                if (!open().TryGet(out var store, out var closed))
                    return closed;
                if (!Load(folder, store).TryGet(out var left, out _))
                    continue;
                RemoveAllBut(inUse, folder);
                return left;
            }

            RemoveAllBut(inUse);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Device.StateNotWritten, failure.Message);
        }

        return open().TryGet(out var fresh, out var refusal) ? Make(fresh) : refusal;
    }

    /// <summary>The folder counts now: its keys are no longer those of an unfinished join.</summary>
    public void Finish(string folder) => File.Delete(state.Entry(Path.Combine(Parent, folder, Unfinished)));

    /// <summary>Deletes every folder but those named. For the holder of the lock.</summary>
    public void RemoveAllBut(params ReadOnlySpan<string?> kept)
    {
        foreach (var folder in Unused(null))
        {
            if (!kept.Contains(folder))
                Directory.Delete(state.Entry(Path.Combine(Parent, folder)), recursive: true);
        }
    }

    /// <summary>Whether any folder is there that <c>device.json</c> does not name.</summary>
    public bool HasUnused(string? inUse) => Unused(inUse).Length > 0;

    private static bool IsName(string folder) => folder.Length == 16 && folder.All(char.IsAsciiHexDigitLower);

    private Result<DeviceKeys> Make(KeyStore store)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        try
        {
            // One by one: the mode counts for the last folder of a path only. The mark comes before the keys.
            Directory.CreateDirectory(state.Entry(Parent), OwnerOnly);
            Directory.CreateDirectory(state.Entry(Path.Combine(Parent, name)), OwnerOnly);
            PosixFiles.FlushFolder(state.Path);
            PosixFiles.FlushFolder(state.Entry(Parent));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            store.Dispose();
            return new Refusal(Catalogue.Device.StateNotWritten, failure.Message);
        }

        RSA? deviceKey = null;
        if (state.Write(Path.Combine(Parent, name, Unfinished), []).TryGet(out _, out var refusal)
            && MakeKey(name, "device", KeyUse.Sign, store).TryGet(out deviceKey, out refusal)
            && MakeKey(name, "transport", KeyUse.Decrypt, store).TryGet(out var transportKey, out refusal))
            return new DeviceKeys(name, deviceKey, transportKey, store);
        deviceKey?.Dispose();
        store.Dispose();
        return refusal;
    }

    private string[] Unused(string? inUse)
    {
        var parent = state.Entry(Parent);
        return Directory.Exists(parent)
            ? [.. Directory.EnumerateDirectories(parent).Select(path => Path.GetFileName(path)).Where(name => IsName(name) && name != inUse).Order(StringComparer.Ordinal)]
            : [];
    }

    private Result<RSA> LoadKey(string folder, string name, KeyStore store)
    {
        var file = name + store.Extension;
        if (!state.Read(Path.Combine(Parent, folder, file), Catalogue.Device.StateDamaged).TryGet(out var stored, out var refusal))
            return refusal;
        var opened = store.Open(stored, file);
        CryptographicOperations.ZeroMemory(stored);
        return opened;
    }

    private Result<RSA> MakeKey(string folder, string name, KeyUse use, KeyStore store)
    {
        if (!store.Create(use, out var stored).TryGet(out var key, out var refusal))
            return refusal;
        var written = state.Write(Path.Combine(Parent, folder, name + store.Extension), stored);
        CryptographicOperations.ZeroMemory(stored);
        if (written.TryGet(out _, out refusal))
            return key;
        key.Dispose();
        return refusal;
    }
}
