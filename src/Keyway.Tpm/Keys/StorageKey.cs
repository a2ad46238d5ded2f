using Keyway.Errors;
using Keyway.Tpm.Commands;

namespace Keyway.Tpm.Keys;

/// <summary>The key that ours stand under, ready for use: the one that the computer keeps in the TPM, or one made for the moment from the owner seed.</summary>
/// <param name="Handle">Where it is.</param>
/// <param name="Public">Its public half.</param>
internal sealed record StorageKey(TpmHandle Handle, StoragePublic Public)
{
    /// <summary>Where the storage key of a provisioned TPM is kept (TCG Registry of Reserved TPM 2.0 Handles, 2.3.1).</summary>
    private const uint Kept = 0x81000001;

    /// <summary>TPMS_SENSITIVE_CREATE: an empty password, and no data of the caller's.</summary>
    public static byte[] EmptySensitive => [0, 0, 0, 0];

    /// <param name="name">The Name of the one that is wanted, or null for either; <see cref="Catalogue.Tpm.KeyOfAnotherTpm"/> when this TPM has it not.</param>
    public static Result<StorageKey> Open(TpmConnection connection, ReadOnlyMemory<byte>? name)
    {
        var found = Find(connection);
        if (found.TryGet(out var kept, out var absent) && IsWanted(kept, name))
            return kept;
        if (absent is not null && absent.Error != Catalogue.Tpm.Refused)
            return absent;
        if (!Make(connection).TryGet(out var made, out var refusal))
            return refusal;
        return IsWanted(made, name) ? made : Catalogue.Tpm.KeyOfAnotherTpm;
    }

    private static bool IsWanted(StorageKey key, ReadOnlyMemory<byte>? name) => name is null || name.Value.Span.SequenceEqual(key.Public.Name);

    /// <summary>TPM2_ReadPublic; <see cref="Catalogue.Tpm.Refused"/> when nothing is kept there, or a key of another kind (RSA, with a policy).</summary>
    private static Result<StorageKey> Find(TpmConnection connection)
    {
        if (!connection.Send(new TpmCommand(CommandCode.ReadPublic, [TpmHandle.Of(Kept)], [])).TryGet(out var answer, out var refusal))
            return refusal;
        var reader = new TpmReader(answer.Parameters);
        return StoragePublic.Parse(reader.Sized()) is { } found ? new StorageKey(new TpmHandle(Kept, found.Name), found) : Catalogue.Tpm.Refused;
    }

    /// <summary>TPM2_CreatePrimary under the owner, whose password is empty unless somebody set one.</summary>
    private static Result<StorageKey> Make(TpmConnection connection)
    {
        var parameters = new TpmWriter().Sized(EmptySensitive).Sized(StoragePublic.Template()).Sized([]).UInt32(0).ToArray();
        var command = new TpmCommand(CommandCode.CreatePrimary, [TpmHandle.Of(TpmHandle.Owner)], parameters, AnswersHandle: true);
        if (!connection.SendWithEmptyPassword(command).TryGet(out var answer, out var refusal))
            return refusal;
        var reader = new TpmReader(answer.Parameters);
        return StoragePublic.Parse(reader.Sized()) is { } made
            ? new StorageKey(new TpmHandle(answer.Handle, made.Name), made)
            : new Refusal(Catalogue.Tpm.AnswerMalformed, "storage key");
    }
}
