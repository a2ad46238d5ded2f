using Keyway.ActiveDirectory.Rpc;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>What one side of a replication can do ([MS-DRSR] 5.39).</summary>
/// <param name="Capabilities">dwFlags.</param>
/// <param name="Epoch">dwReplEpoch: both sides must have the same; it changes when a domain is renamed.</param>
internal readonly record struct DrsExtensions(DrsCapabilities Capabilities, uint Epoch)
{
    private const int SmallestLength = 24;
    private const int OurLength = 52;
    private const int MaximumLength = 10_000;

    /// <summary>As the pointer in IDL_DRSBind refers to it: conformance, length, DRS_EXTENSIONS_INT.</summary>
    public void Write(StubWriter writer)
    {
        writer.UInt32(OurLength);
        writer.UInt32(OurLength);
        writer.UInt32((uint)Capabilities);
        writer.Guid(Guid.Empty);
        writer.UInt32(0);
        writer.UInt32(Epoch);
        writer.UInt32(0);
        writer.Guid(Guid.Empty);
        writer.UInt32(0);
    }

    /// <summary>Reads what a domain controller says of itself; older ones say less, newer ones more.</summary>
    public static Result<DrsExtensions> Read(ref StubReader reader)
    {
        var conformance = reader.UInt32();
        reader.Expect(conformance);
        if (conformance is < SmallestLength or > MaximumLength)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "replication extensions");
        var capabilities = (DrsCapabilities)reader.UInt32();
        reader.Guid();
        reader.UInt32();

        // An epoch is there from 28 bytes on.
        const int WithEpoch = SmallestLength + 4;
        var epoch = conformance >= WithEpoch ? reader.UInt32() : 0;
        reader.Bytes((int)conformance - (conformance >= WithEpoch ? WithEpoch : SmallestLength));
        return new DrsExtensions(capabilities, epoch);
    }
}
