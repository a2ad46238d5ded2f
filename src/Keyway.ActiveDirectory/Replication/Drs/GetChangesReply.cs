using Keyway.ActiveDirectory.Rpc;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>Reads the reply of IDL_DRSGetNCChanges, versions 1 and 6, about one object ([MS-DRSR] 4.1.10.2.9, 4.1.10.2.11).</summary>
internal static class GetChangesReply
{
    private const uint Success = 1;

    /// <summary>The object's secrets; <c>KW1419</c> when the reply is not of the form, or the refusal that it carries.</summary>
    /// <param name="stub">The whole result of the call.</param>
    public static Result<ReplicatedSecrets> Parse(ReadOnlySpan<byte> stub)
    {
        // An error may come with nothing before it.
        if (DrsRefusals.OfCall(stub) is { } refused)
            return refused;

        var reader = new StubReader(stub);
        var version = reader.UInt32();
        reader.Expect(version);
        if (reader.Failed || version is not (1 or 6))
            return new Refusal(Catalogue.ActiveDirectory.ReplicationUnsupported, $"reply of version {version}");

        reader.Align(8);
        reader.Guid();
        reader.Guid();
        var hasContext = reader.Pointer();
        for (var i = 0; i < 6; i++)
            reader.UInt64();
        var hasVector = reader.Pointer();
        var prefixes = reader.UInt32();
        var hasPrefixes = reader.Pointer();
        var outcome = reader.UInt32();
        var count = reader.UInt32();
        reader.UInt32();
        var hasObjects = reader.Pointer();
        reader.UInt32();
        if (version == 6)
        {
            reader.UInt32();
            reader.UInt32();
            reader.UInt32();
            reader.Pointer();
            reader.UInt32();
        }

        if (reader.Failed)
            return Malformed("head");
        if (outcome != Success)
            return DrsRefusals.OfOperation(outcome);
        if (count != 1 || !hasObjects)
            return new Refusal(Catalogue.ActiveDirectory.NoSuchObject, $"{count} objects were replicated");

        if (hasContext)
            DirectoryName.ReadSid(ref reader);
        if (hasVector)
            SkipVector(ref reader, version);
        var index = hasPrefixes ? AttributePrefixes.ReadIndex(ref reader, prefixes) : null;
        var secrets = ReplicatedObject.Read(ref reader, index);
        return reader.Failed ? Malformed("object") : secrets;
    }

    private static Refusal Malformed(string what) => new(Catalogue.ActiveDirectory.AnswerMalformed, $"replication reply: {what}");

    // UPTODATE_VECTOR_V1_EXT and _V2_EXT ([MS-DRSR] 5.209, 5.210): they differ in the time of each cursor.
    private static void SkipVector(ref StubReader reader, uint version)
    {
        var conformance = reader.UInt32();
        reader.Align(8);
        reader.UInt64();
        reader.Expect(conformance);
        reader.UInt32();
        for (var cursors = reader.Count(conformance, version == 6 ? 32 : 24); cursors > 0; cursors--)
        {
            reader.Guid();
            reader.UInt64();
            if (version == 6)
                reader.UInt64();
        }
    }
}
