using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Server.Sealing;

/// <summary>The key-encryption key as a file of 32 bytes, mode 0600, in the data directory. It is made with the store and never again: a lost key must be noticed.</summary>
internal static class KeyEncryptionKeyFile
{
    /// <summary>Bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>Reads the key, or makes it when the store is new.</summary>
    /// <param name="storeIsNew">True when no store exists yet.</param>
    public static Result<Sealer> OpenOrCreate(string path, bool storeIsNew)
    {
        if (!File.Exists(path) && storeIsNew)
            DurableFile.WriteSecret(path, RandomNumberGenerator.GetBytes(KeyLength));
        return Read(path).TryGet(out var key, out var refusal) ? new Sealer(key) : refusal;
    }

    /// <returns>The key or <see cref="Catalogue.ServerConfiguration.KeyFileMissing"/>, <see cref="Catalogue.ServerConfiguration.KeyFileUnsafe"/>.</returns>
    public static Result<byte[]> Read(string path)
    {
        if (!File.Exists(path))
            return new Refusal(Catalogue.ServerConfiguration.KeyFileMissing, path);
        if (!DurableFile.IsPrivate(path))
            return new Refusal(Catalogue.ServerConfiguration.KeyFileUnsafe, path);
        var key = File.ReadAllBytes(path);
        return key.Length == KeyLength ? key : new Refusal(Catalogue.ServerConfiguration.KeyFileMissing, path);
    }
}
