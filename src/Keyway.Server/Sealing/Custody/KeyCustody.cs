using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Server.Sealing.Custody;

/// <summary>Opens the key-encryption key where the options say that it is kept: in a file, or wrapped by a token.</summary>
internal static class KeyCustody
{
    /// <inheritdoc cref="Open(CustodyFiles, Func{Result{TokenKey}}?, bool)"/>
    /// <param name="token">The token that keeps the key; null when a file does.</param>
    public static Result<Sealer> Open(CustodyFiles files, TokenSettings? token, bool storeIsNew) =>
        Open(files, token is null ? null : () => TokenKey.Open(token, files.PinRefused), storeIsNew);

    /// <summary>Reads the key, or makes it when the store is new. The options decide: a key is never looked for where they do not say.</summary>
    /// <param name="files">The data directory.</param>
    /// <param name="openToken">Opens the token's key; null when a file keeps it.</param>
    /// <param name="storeIsNew">True when no store exists yet.</param>
    public static Result<Sealer> Open(CustodyFiles files, Func<Result<TokenKey>>? openToken, bool storeIsNew)
    {
        if (openToken is not null)
            return OpenWrapped(files, openToken, storeIsNew).TryGet(out var key, out var refusal) ? new Sealer(key) : refusal;
        return !File.Exists(files.Key) && File.Exists(files.Wrapped)
            ? new Refusal(Catalogue.KeyCustody.KeptByToken, files.Wrapped)
            : KeyEncryptionKeyFile.OpenOrCreate(files.Key, storeIsNew);
    }

    /// <summary>Who keeps the key, in lines for people; the token is not asked.</summary>
    public static Result<IReadOnlyList<string>> Describe(CustodyFiles files)
    {
        var lines = new List<string>();
        if (File.Exists(files.Wrapped))
        {
            if (!WrappedKey.Read(files.Wrapped).TryGet(out var wrapped, out var refusal))
                return refusal;
            lines.Add($"Token   {files.Wrapped}, wrapped by key {wrapped.KeyId}");
        }

        if (File.Exists(files.Key))
            lines.Add($"File    {files.Key}");
        if (lines.Count == 0)
            return new Refusal(Catalogue.ServerConfiguration.KeyFileMissing, files.Directory);
        if (files.MoveUnfinished)
            lines.Add("A move was cut off: run it again, to the side that is to keep the key.");
        return lines;
    }

    private static Result<byte[]> OpenWrapped(CustodyFiles files, Func<Result<TokenKey>> openToken, bool storeIsNew)
    {
        if (!File.Exists(files.Wrapped))
        {
            if (File.Exists(files.Key))
                return new Refusal(Catalogue.KeyCustody.KeptByFile, files.Key);
            if (!storeIsNew)
                return new Refusal(Catalogue.ServerConfiguration.KeyFileMissing, files.Wrapped);
        }

        if (!openToken().TryGet(out var token, out var refusal))
            return refusal;
        using (token)
        {
            // A key that a token keeps from the start never lies in a file.
            if (!File.Exists(files.Wrapped))
                DurableFile.WriteSecret(files.Wrapped, WrappedKey.Of(token, RandomNumberGenerator.GetBytes(KeyEncryptionKeyFile.KeyLength)).ToBytes());
            return WrappedKey.Read(files.Wrapped).TryGet(out var wrapped, out refusal) ? token.Unwrap(wrapped) : refusal;
        }
    }
}
