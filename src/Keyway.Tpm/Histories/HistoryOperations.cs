using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Tpm.Commands;
using Keyway.Tpm.Keys;
using Keyway.Tpm.Sessions;

namespace Keyway.Tpm.Histories;

/// <summary>What is done with the register, each within one connection and under a session: an answer that was changed on its way is not taken.</summary>
internal static class HistoryOperations
{
    /// <summary>TPM2_NV_Read.</summary>
    public static Result<byte[]> Read(TpmConnection connection, byte[] storageName) =>
        Find(connection).TryGet(out var index, out var refusal)
            ? index.Written ? With(connection, storageName, session => Read(session, index)) : Catalogue.Tpm.HistoryAbsent
            : refusal;

    /// <summary>The same; a register that is not there is made, and one that says nothing yet is given its beginning, also when a kill came between the two.</summary>
    public static Result<byte[]> ReadOrBegin(TpmConnection connection, byte[] storageName)
    {
        if (!Find(connection).TryGet(out var index, out var refusal))
        {
            if (refusal.Error != Catalogue.Tpm.HistoryAbsent)
                return refusal;
            if (Define(connection) is { } undefined)
                return undefined;
            index = new HistoryIndex(Written: false);
        }

        return index.Written
            ? With(connection, storageName, session => Read(session, index))
            : With(connection, storageName, session => Record(session, index, RandomNumberGenerator.GetBytes(HistoryIndex.DataLength)));
    }

    /// <summary>TPM2_NV_Extend, and what the register says then.</summary>
    public static Result<byte[]> Record(TpmConnection connection, byte[] storageName, byte[] record) =>
        Find(connection).TryGet(out var index, out var refusal)
            ? index.Written ? With(connection, storageName, session => Record(session, index, record)) : Catalogue.Tpm.HistoryAbsent
            : refusal;

    private static Result<byte[]> Record(HmacSession session, HistoryIndex index, byte[] record)
    {
        var extend = new TpmCommand(CommandCode.NvExtend, [index.Handle, index.Handle], new TpmWriter().Sized(record).ToArray());
        return session.Send(extend, SessionUse.Continue).TryGet(out _, out var refusal) ? Read(session, new HistoryIndex(Written: true)) : refusal;
    }

    private static Result<byte[]> Read(HmacSession session, HistoryIndex index)
    {
        var read = new TpmCommand(CommandCode.NvRead, [index.Handle, index.Handle], new TpmWriter().UInt16(HistoryIndex.DataLength).UInt16(0).ToArray());
        if (!session.Send(read, SessionUse.Last).TryGet(out var answer, out var refusal))
            return refusal;
        var reader = new TpmReader(answer.Parameters);
        var value = reader.Sized();
        return reader.Finished && value.Length == HistoryIndex.DataLength ? value.ToArray() : new Refusal(Catalogue.Tpm.AnswerMalformed, "register");
    }

    /// <summary>TPM2_NV_ReadPublic. It is not proven; the session's first command is, over the Name that follows from it.</summary>
    private static Result<HistoryIndex> Find(TpmConnection connection)
    {
        if (!connection.Send(new TpmCommand(CommandCode.NvReadPublic, [TpmHandle.Of(HistoryIndex.Number)], [])).TryGet(out var answer, out var refusal))
            return refusal.Error == Catalogue.Tpm.Refused ? Catalogue.Tpm.HistoryAbsent : refusal;
        return HistoryIndex.Parse(new TpmReader(answer.Parameters).Sized()) is { } index ? index : Catalogue.Tpm.HistoryForeign;
    }

    /// <summary>TPM2_NV_DefineSpace by the owner, whose password is empty unless somebody set one. The register has none: whoever may use the TPM can spoil it, and set it to nothing of their choice.</summary>
    private static Refusal? Define(TpmConnection connection)
    {
        var parameters = new TpmWriter().Sized([]).Sized(new HistoryIndex(Written: false).PublicArea).ToArray();
        return connection.SendWithEmptyPassword(new TpmCommand(CommandCode.NvDefineSpace, [TpmHandle.Of(TpmHandle.Owner)], parameters)).TryGet(out _, out var refusal) ? null : refusal;
    }

    private static Result<byte[]> With(TpmConnection connection, byte[] storageName, Func<HmacSession, Result<byte[]>> use)
    {
        if (!StorageKey.Open(connection, storageName).TryGet(out var storage, out var refusal)
            || !HmacSession.Start(connection, storage).TryGet(out var session, out refusal))
            return refusal;
        using (session)
            return use(session);
    }
}
