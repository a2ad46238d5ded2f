using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Tpm.Histories;

namespace Keyway.Tpm;

/// <summary>
/// 32 bytes in the TPM's own memory that stand for all that was ever recorded, in its order: each record makes them the SHA-256 of what they were and of the record (an
/// index of type TPM_NT_EXTEND, TPM 2.0 Part 1, 37.2.6). Nobody can set them, so that a file that was recorded and then replaced can be told from the newest, whoever has the disk.
/// </summary>
/// <remarks>
/// The first record is 32 random bytes that are written nowhere: whoever removes the register and makes it anew cannot lead it back to a value that it had.
/// </remarks>
public sealed class TpmHistory
{
    private readonly Tpm _tpm;
    private readonly byte[] _storageName;

    internal TpmHistory(Tpm tpm, byte[] storageName)
    {
        _tpm = tpm;
        _storageName = storageName;
    }

    /// <summary>What the register says now.</summary>
    /// <returns>32 bytes; <see cref="Catalogue.Tpm.HistoryAbsent"/> when it was never begun, or was removed.</returns>
    public Result<byte[]> Read(CancellationToken cancellation = default) =>
        _tpm.OfHistory(connection => HistoryOperations.Read(connection, _storageName), cancellation);

    /// <summary>The same, and begins a register that is not there.</summary>
    public Result<byte[]> ReadOrBegin(CancellationToken cancellation = default) =>
        _tpm.OfHistory(connection => HistoryOperations.ReadOrBegin(connection, _storageName), cancellation);

    /// <summary>Records something.</summary>
    /// <param name="record">32 bytes.</param>
    /// <returns>What the register says from now on.</returns>
    public Result<byte[]> Record(ReadOnlyMemory<byte> record, CancellationToken cancellation = default) =>
        _tpm.OfHistory(connection => HistoryOperations.Record(connection, _storageName, record.ToArray()), cancellation);

    /// <summary>What the register says after a record.</summary>
    /// <param name="before">32 bytes: what it says before.</param>
    /// <param name="record">32 bytes.</param>
    public static byte[] After(ReadOnlySpan<byte> before, ReadOnlySpan<byte> record) => SHA256.HashData([.. before, .. record]);
}
