using Keyway.Errors;

namespace Keyway.Tpm.Commands;

/// <summary>
/// Makes room in a TPM whose slots (three for keys, as a rule) are all taken. Behind the kernel's resource manager a program sees its own alone. A bare device or
/// a swtpm is ours alone while we hold it, so that what stands in its slots was left there by a program that was killed.
/// </summary>
internal static class TpmSlots
{
    private const uint CapabilityHandles = 1;
    private const uint LoadedSessions = 0x02000000;
    private const uint TransientObjects = 0x80000000;
    private const uint MostHandles = 64;

    /// <summary>Takes out every loaded session and transient object that is not in <paramref name="held"/>; null when that was done.</summary>
    public static Refusal? Clear(TpmConnection connection, IReadOnlyCollection<uint> held)
    {
        if (!Sessions(connection).TryGet(out var sessions, out var refusal) || !Transient(connection).TryGet(out var objects, out refusal))
            return refusal;
        foreach (var handle in sessions.Concat(objects).Except(held).ToList())
            connection.Flush(handle);
        return null;
    }

    /// <summary>The handles of the transient objects in the TPM.</summary>
    public static Result<IReadOnlyList<uint>> Transient(TpmConnection connection) => Loaded(connection, TransientObjects);

    /// <summary>The handles of the sessions in the TPM.</summary>
    public static Result<IReadOnlyList<uint>> Sessions(TpmConnection connection) => Loaded(connection, LoadedSessions);

    private static Result<IReadOnlyList<uint>> Loaded(TpmConnection connection, uint kind)
    {
        var command = new TpmCommand(CommandCode.GetCapability, [], new TpmWriter().UInt32(CapabilityHandles).UInt32(kind).UInt32(MostHandles).ToArray());
        if (!connection.Send(command).TryGet(out var answer, out var refusal))
            return refusal;
        var reader = new TpmReader(answer.Parameters);
        reader.Byte();
        var capability = reader.UInt32();
        var count = reader.UInt32();
        if (capability != CapabilityHandles || count > MostHandles)
            return new Refusal(Catalogue.Tpm.AnswerMalformed, "handles");
        var handles = new List<uint>();
        for (var i = 0; i < count; i++)
        {
            var handle = reader.UInt32();
            if (handle >> 24 == kind >> 24)
                handles.Add(handle);
        }

        return reader.Finished ? handles : new Refusal(Catalogue.Tpm.AnswerMalformed, "handles");
    }
}
