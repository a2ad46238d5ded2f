using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Tpm.Commands;
using Keyway.Tpm.Sessions;

namespace Keyway.Tpm.Keys;

/// <summary>What is done with a key, each within one connection: storage key, session, load, use. The connection takes all of it out of the TPM again.</summary>
internal static class KeyOperations
{
    private const int TagHashCheck = 0x8024;

    /// <summary>TPM2_Create. Which TPM it is, is taken on trust this once; afterwards the blob's parent Name holds it to that.</summary>
    public static Result<TpmKeyBlob> Create(TpmConnection connection, TpmKeyKind kind)
    {
        if (!StorageKey.Open(connection, null).TryGet(out var storage, out var refusal)
            || !HmacSession.Start(connection, storage).TryGet(out var session, out refusal))
            return refusal;
        using (session)
        {
            var parameters = new TpmWriter().Sized(StorageKey.EmptySensitive).Sized(KeyPublic.Template(kind)).Sized([]).UInt32(0).ToArray();
            if (!session.Send(new TpmCommand(CommandCode.Create, [storage.Handle], parameters), SessionUse.Last).TryGet(out var answer, out refusal))
                return refusal;
            var reader = new TpmReader(answer.Parameters);
            var wrapped = reader.Sized().ToArray();
            var made = KeyPublic.Parse(kind, reader.Sized());
            return reader.Failed || made is null
                ? new Refusal(Catalogue.Tpm.AnswerMalformed, "key")
                : new TpmKeyBlob(made, storage.Public.Name, wrapped);
        }
    }

    /// <summary>Loads the key and takes it out again: null when this TPM can use it.</summary>
    public static Refusal? TryOut(TpmConnection connection, TpmKeyBlob blob) =>
        WithKey(connection, blob, (_, _) => (Result<bool>)true).TryGet(out _, out var refusal) ? null : refusal;

    /// <summary>TPM2_Sign with RSASSA and SHA-256.</summary>
    /// <param name="digest">32 bytes.</param>
    /// <returns>256 bytes, verified with the public half before they are given out.</returns>
    public static Result<byte[]> Sign(TpmConnection connection, TpmKeyBlob blob, byte[] digest) => WithKey(connection, blob, (session, key) =>
    {
        var parameters = new TpmWriter().Sized(digest).UInt16(Algorithm.RsaSsa).UInt16(Algorithm.Sha256)
            .UInt16(TagHashCheck).UInt32(TpmHandle.Null).Sized([]).ToArray();
        if (!session.Send(new TpmCommand(CommandCode.Sign, [key], parameters), SessionUse.Last).TryGet(out var answer, out var refusal))
            return refusal;
        var reader = new TpmReader(answer.Parameters);
        reader.Take(4);
        var signature = reader.Sized().ToArray();
        using var check = RSA.Create(blob.PublicParameters);
        return reader.Finished && check.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ? signature
            : (Result<byte[]>)new Refusal(Catalogue.Tpm.AnswerMalformed, "signature");
    });

    /// <summary>TPM2_RSA_Decrypt with OAEP and no label. What comes out crosses the bus encrypted.</summary>
    /// <param name="hash">TPM_ALG_ID of OAEP's hash.</param>
    /// <returns>The clear text; the caller zeroes it.</returns>
    public static Result<byte[]> Decrypt(TpmConnection connection, TpmKeyBlob blob, byte[] cipherText, int hash) => WithKey(connection, blob, (session, key) =>
    {
        var parameters = new TpmWriter().Sized(cipherText).UInt16(Algorithm.Oaep).UInt16(hash).Sized([]).ToArray();
        if (!session.Send(new TpmCommand(CommandCode.RsaDecrypt, [key], parameters), SessionUse.EncryptAnswer).TryGet(out var answer, out var refusal))
            return refusal;
        var reader = new TpmReader(answer.Parameters);
        var clear = reader.Sized().ToArray();
        CryptographicOperations.ZeroMemory(answer.Parameters);
        return reader.Finished ? clear : (Result<byte[]>)new Refusal(Catalogue.Tpm.AnswerMalformed, "clear text");
    });

    private static Result<T> WithKey<T>(TpmConnection connection, TpmKeyBlob blob, Func<HmacSession, TpmHandle, Result<T>> use)
        where T : notnull
    {
        if (!StorageKey.Open(connection, blob.ParentName).TryGet(out var storage, out var refusal)
            || !HmacSession.Start(connection, storage).TryGet(out var session, out refusal))
            return refusal;
        using (session)
        {
            var parameters = new TpmWriter().Sized(blob.Wrapped).Sized(blob.Public.Area).ToArray();
            var load = new TpmCommand(CommandCode.Load, [storage.Handle], parameters, AnswersHandle: true);
            return session.Send(load, SessionUse.Continue).TryGet(out var answer, out refusal)
                ? use(session, new TpmHandle(answer.Handle, TpmName.Of(blob.Public.Area)))
                : refusal;
        }
    }
}
