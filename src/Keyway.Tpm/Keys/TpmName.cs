using System.Security.Cryptography;
using Keyway.Tpm.Commands;

namespace Keyway.Tpm.Keys;

/// <summary>The Name of an object: its hash algorithm and the hash of its public area (TPM 2.0 Part 1, 16). Computed by us, never believed.</summary>
internal static class TpmName
{
    /// <summary>Two bytes algorithm, 32 bytes SHA-256.</summary>
    public const int Length = 34;

    public static byte[] Of(ReadOnlySpan<byte> publicArea) => new TpmWriter().UInt16(Algorithm.Sha256).Bytes(SHA256.HashData(publicArea)).ToArray();
}
