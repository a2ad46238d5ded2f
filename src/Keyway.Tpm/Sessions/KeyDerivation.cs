using System.Security.Cryptography;
using System.Text;
using Keyway.Tpm.Commands;

namespace Keyway.Tpm.Sessions;

/// <summary>The two key derivations of a TPM, with SHA-256 (TPM 2.0 Part 1, 11.4.10).</summary>
internal static class KeyDerivation
{
    private const int HashLength = 32;

    /// <summary>KDFa: SP 800-108 in counter mode with HMAC.</summary>
    /// <param name="length">Bytes of the result.</param>
    public static byte[] FromKey(ReadOnlySpan<byte> key, string label, ReadOnlySpan<byte> contextU, ReadOnlySpan<byte> contextV, int length)
    {
        var result = new byte[length];
        Span<byte> block = stackalloc byte[HashLength];
        for (var (counter, done) = (1u, 0); done < length; counter++, done += HashLength)
        {
            var input = new TpmWriter().UInt32(counter).Bytes(Encoding.ASCII.GetBytes(label)).Byte(0).Bytes(contextU).Bytes(contextV).UInt32((uint)length * 8).ToArray();
            HMACSHA256.HashData(key, input, block);
            block[..Math.Min(HashLength, length - done)].CopyTo(result.AsSpan(done));
        }

        CryptographicOperations.ZeroMemory(block);
        return result;
    }

    /// <summary>KDFe: SP 800-56A with one round, because no more than a hash is wanted.</summary>
    /// <returns>32 bytes.</returns>
    public static byte[] FromAgreement(ReadOnlySpan<byte> sharedX, string label, ReadOnlySpan<byte> partyU, ReadOnlySpan<byte> partyV)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0, 0, 0, 1]);
        hash.AppendData(sharedX);
        hash.AppendData(Encoding.ASCII.GetBytes(label));
        hash.AppendData([0]);
        hash.AppendData(partyU);
        hash.AppendData(partyV);
        return hash.GetHashAndReset();
    }
}
