using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Keyway.Device.Daemon.CachedSignIns;

/// <summary>All cached sign-ins of this computer, as they lie in one file.</summary>
/// <param name="Entries">One a credential; what was written last stands last.</param>
/// <param name="Before">base64, 32 bytes: what the TPM's register said before this file was recorded in it; null at a computer without a TPM.</param>
/// <param name="Signature">base64: by the device key over <see cref="Digest"/>; null at a computer without a TPM.</param>
internal sealed record CachedSignIns(
    [property: JsonPropertyName("entries")] IReadOnlyList<CachedSignIn> Entries,
    [property: JsonPropertyName("before")] string? Before = null,
    [property: JsonPropertyName("signature")] string? Signature = null)
{
    public CachedSignIn? Of(string credentialId) => Entries.FirstOrDefault(entry => entry.CredentialId == credentialId);

    /// <summary>What is signed and recorded: every entry, and which computer's.</summary>
    /// <returns>32 bytes.</returns>
    public byte[] Digest(Guid deviceId)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("keyway cached sign-ins 1"u8);
        hash.AppendData(deviceId.ToByteArray(bigEndian: true));
        Append(Before ?? string.Empty);
        foreach (var entry in Entries)
        {
            hash.AppendData(entry.ObjectId.ToByteArray(bigEndian: true));
            Append(entry.CredentialId);
            Append(entry.Sealed);
        }

        return hash.GetHashAndReset();

        // With its length before it: no two lists give the same bytes.
        void Append(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
