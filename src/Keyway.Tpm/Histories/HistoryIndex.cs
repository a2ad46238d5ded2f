using Keyway.Tpm.Commands;
using Keyway.Tpm.Keys;

namespace Keyway.Tpm.Histories;

/// <summary>The index that is our register, as the TPM describes it (TPMS_NV_PUBLIC, TPM 2.0 Part 2, 13.5).</summary>
/// <param name="Written">Whether anything was recorded yet; the TPM says so in the description, and the Name changes with it.</param>
internal sealed record HistoryIndex(bool Written)
{
    /// <summary>Its number, in the range of the owner's programs (TCG Registry of Reserved TPM 2.0 Handles, 2.2.2); the last two bytes are <c>KW</c>.</summary>
    public const uint Number = 0x01804B57;

    /// <summary>An extended index holds one digest.</summary>
    public const int DataLength = 32;

    /// <summary>Where it is, and the Name that authorizations are computed over.</summary>
    public TpmHandle Handle => new(Number, TpmName.Of(PublicArea));

    /// <summary>TPMS_NV_PUBLIC.</summary>
    public byte[] PublicArea => new TpmWriter()
        .UInt32(Number)
        .UInt16(Algorithm.Sha256)
        .UInt32((uint)(IndexAttributes.History | (Written ? IndexAttributes.Written : 0)))
        .Sized([])
        .UInt16(DataLength)
        .ToArray();

    /// <summary>Reads a description; null when it is not exactly that of our register.</summary>
    public static HistoryIndex? Parse(ReadOnlySpan<byte> publicArea)
    {
        foreach (var written in new[] { true, false })
        {
            var index = new HistoryIndex(written);
            if (publicArea.SequenceEqual(index.PublicArea))
                return index;
        }

        return null;
    }
}
