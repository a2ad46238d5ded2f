using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon.CachedSignIns;

/// <summary>The files of the cached sign-ins, one a credential, and this computer's salt.</summary>
internal sealed class CachedSignInStore(DeviceFolder folder)
{
    /// <summary>The names of its files, the salt's too.</summary>
    public const string Files = "offline-*";

    private const string SaltFile = "offline-salt";
    private const string Prefix = "offline-";
    private const int SaltSize = 32;

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

    public Result<string> Write(CachedSignIn cached) =>
        folder.Write(FileOf(cached.CredentialId), JsonSerializer.SerializeToUtf8Bytes(cached, DeviceJson.Default.CachedSignIn));

    /// <summary>What is kept of a credential's sign-in.</summary>
    public Result<CachedSignIn> Find(string credentialId)
    {
        if (!folder.Read(FileOf(credentialId), Catalogue.Daemon.OfflineUnknown).TryGet(out var content, out var refusal))
            return refusal;
        return ContractsJson.TryRead(content, DeviceJson.Default.CachedSignIn, out var cached) && cached.CredentialId == credentialId ? cached : Catalogue.Daemon.CachedSignInForeign;
    }

    /// <summary>The identity server no longer knows this credential, or no longer lets it in.</summary>
    public Result<string> Forget(ReadOnlySpan<byte> credentialId) => folder.Delete(FileOf(Base64Url.EncodeToString(credentialId)));

    // An id may be longer than a file's name.
    private static string FileOf(string credentialId) => Prefix + Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(credentialId)));
}
