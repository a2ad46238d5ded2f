using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Server.Sealing.Custody;

/// <summary>
/// Moves the key-encryption key between file and token. Each step leaves a data directory that opens, and the same command run again finishes what was
/// cut off. The old custody is given up only when the new one has opened a secret of the store.
/// </summary>
/// <param name="files">The data directory.</param>
/// <param name="openToken">Opens the token's key.</param>
/// <param name="opensStore">True when a key-encryption key opens what the store holds.</param>
/// <param name="done">Called after each step that changed a file.</param>
internal sealed class CustodyMove(CustodyFiles files, Func<Result<TokenKey>> openToken, Func<byte[], bool> opensStore, Action<string>? done = null)
{
    /// <summary>Wraps the key by the token, then overwrites and deletes what lies in clear.</summary>
    /// <returns>False when the token kept the key already.</returns>
    public Result<bool> ToToken()
    {
        if (!openToken().TryGet(out var token, out var refusal))
            return refusal;
        using (token)
        {
            var moved = File.Exists(files.Key);
            if (moved && !Wrap(token).TryGet(out _, out refusal))
                return refusal;
            if (!Unwrap(token).TryGet(out var key, out refusal))
                return refusal;
            CryptographicOperations.ZeroMemory(key);
        }

        if (File.Exists(files.Key))
        {
            // From here on nobody takes it for the key, not even half overwritten.
            DurableFile.Rename(files.Key, files.Discarded);
            done?.Invoke("renamed");
        }

        return DiscardLeftovers();
    }

    /// <summary>Writes the key file, then deletes the wrapped one. The token is not asked when an earlier run got as far as the key file.</summary>
    /// <returns>False when the file kept the key already.</returns>
    public Result<bool> ToFile()
    {
        Refusal? refusal;
        if (!File.Exists(files.Key))
        {
            if (!openToken().TryGet(out var token, out refusal))
                return refusal;
            using (token)
            {
                if (!Unwrap(token).TryGet(out var key, out refusal))
                    return refusal;
                DurableFile.WriteSecret(files.Key, key);
                CryptographicOperations.ZeroMemory(key);
                done?.Invoke("written");
            }
        }

        if (!KeyEncryptionKeyFile.Read(files.Key).TryGet(out var written, out refusal) || !Checked(written).TryGet(out _, out refusal))
            return refusal;
        CryptographicOperations.ZeroMemory(written);
        var discarded = DiscardLeftovers();
        if (!File.Exists(files.Wrapped))
            return discarded;
        DurableFile.Delete(files.Wrapped);
        done?.Invoke("deleted");
        return true;
    }

    private Result<bool> Wrap(TokenKey token)
    {
        if (!KeyEncryptionKeyFile.Read(files.Key).TryGet(out var key, out var refusal) || !Checked(key).TryGet(out _, out refusal))
            return refusal;
        var wrapped = WrappedKey.Of(token, key);
        CryptographicOperations.ZeroMemory(key);
        if (!token.Unwrap(wrapped).TryGet(out var unwrapped, out refusal))
            return refusal;
        CryptographicOperations.ZeroMemory(unwrapped);
        DurableFile.WriteSecret(files.Wrapped, wrapped.ToBytes());
        done?.Invoke("wrapped");
        return true;
    }

    /// <summary>What the wrapped file gives by this token, when it is the store's.</summary>
    private Result<byte[]> Unwrap(TokenKey token)
    {
        if (!File.Exists(files.Wrapped))
            return new Refusal(Catalogue.ServerConfiguration.KeyFileMissing, files.Directory);
        return WrappedKey.Read(files.Wrapped).TryGet(out var wrapped, out var refusal) && token.Unwrap(wrapped).TryGet(out var key, out refusal) ? Checked(key) : refusal;
    }

    private Result<byte[]> Checked(byte[] key) => opensStore(key) ? key : new Refusal(Catalogue.ServerConfiguration.SealBroken, files.Directory);

    /// <returns>True when there was something to discard.</returns>
    private bool DiscardLeftovers()
    {
        var leftovers = files.Leftovers;
        foreach (var path in leftovers)
        {
            DurableFile.Overwrite(path);
            done?.Invoke("overwritten");
            DurableFile.Delete(path);
            done?.Invoke("discarded");
        }

        return leftovers.Count > 0;
    }
}
