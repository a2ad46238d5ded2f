using System.Security.Cryptography;
using System.Text;
using Keyway.Errors;

namespace Keyway.Device.State;

/// <summary>
/// The private keys under <c>keys/NAME/</c>: <c>device.key</c> and <c>transport.key</c>, PKCS#8 in PEM. A join writes them before it asks the
/// server; a folder counts only once <c>device.json</c> names it. What an interrupted join left is thrown away and not used again: the server may
/// have certified it already, and certifies no key twice.
/// </summary>
internal sealed class KeyFolders(DeviceFolder state)
{
    private const int KeyBits = 2048;
    private const string Parent = "keys";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Loads the keys of a folder that <c>device.json</c> names.</summary>
    public Result<DeviceKeys> Load(string folder)
    {
        if (!IsName(folder))
            return new Refusal(Catalogue.Device.StateDamaged, "the name of the key folder");
        if (!LoadKey(folder, "device.key").TryGet(out var deviceKey, out var refusal))
            return refusal;
        if (!LoadKey(folder, "transport.key").TryGet(out var transportKey, out refusal))
        {
            deviceKey.Dispose();
            return refusal;
        }

        return new DeviceKeys(folder, deviceKey, transportKey);
    }

    /// <summary>Makes fresh keys, and room by throwing away what interrupted joins left. For the holder of the lock.</summary>
    /// <param name="inUse">The folder that <c>device.json</c> names now, which is left alone.</param>
    public Result<DeviceKeys> Prepare(string? inUse)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var keys = new DeviceKeys(name, RSA.Create(KeyBits), RSA.Create(KeyBits));
        try
        {
            RemoveAllBut(inUse);

            // One by one: the mode counts for the last folder of a path only.
            Directory.CreateDirectory(state.Entry(Parent), OwnerOnly);
            Directory.CreateDirectory(state.Entry(Path.Combine(Parent, name)), OwnerOnly);
            PosixFiles.FlushFolder(state.Path);
            PosixFiles.FlushFolder(state.Entry(Parent));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            keys.Dispose();
            return new Refusal(Catalogue.Device.StateNotWritten, failure.Message);
        }

        if (!SaveKey(name, "device.key", keys.DeviceKey).TryGet(out _, out var refusal)
            || !SaveKey(name, "transport.key", keys.TransportKey).TryGet(out _, out refusal))
        {
            keys.Dispose();
            return refusal;
        }

        return keys;
    }

    /// <summary>Deletes every folder but the one that counts. For the holder of the lock.</summary>
    public void RemoveAllBut(string? inUse)
    {
        foreach (var folder in Unused(inUse))
            Directory.Delete(state.Entry(Path.Combine(Parent, folder)), recursive: true);
    }

    private static bool IsName(string folder) => folder.Length == 16 && folder.All(char.IsAsciiHexDigitLower);

    private string[] Unused(string? inUse)
    {
        var parent = state.Entry(Parent);
        return Directory.Exists(parent)
            ? [.. Directory.EnumerateDirectories(parent).Select(path => Path.GetFileName(path)).Where(name => IsName(name) && name != inUse).Order(StringComparer.Ordinal)]
            : [];
    }

    private Result<RSA> LoadKey(string folder, string name)
    {
        if (!state.Read(Path.Combine(Parent, folder, name), Catalogue.Device.StateDamaged).TryGet(out var pem, out var refusal))
            return refusal;
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(Encoding.ASCII.GetString(pem));
            if (key.KeySize == KeyBits && key.ExportParameters(includePrivateParameters: true).D is { } secret)
            {
                CryptographicOperations.ZeroMemory(secret);
                return key;
            }
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            // A damaged file is refused below, as one with another key is.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pem);
        }

        key.Dispose();
        return new Refusal(Catalogue.Device.StateDamaged, name);
    }

    private Result<string> SaveKey(string folder, string name, RSA key)
    {
        var pem = Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem());
        var written = state.Write(Path.Combine(Parent, folder, name), pem);
        CryptographicOperations.ZeroMemory(pem);
        return written;
    }
}
