using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Tpm.Commands;
using Keyway.Tpm.Keys;

namespace Keyway.Tpm.Sessions;

/// <summary>
/// A salted, unbound HMAC session (TPM 2.0 Part 1, 19.6): every command and every answer carries a proof that only this process and the TPM can make, so that an
/// answer that was changed on the bus is not taken, and an answer's secret crosses the bus under AES-128-CFB. The keys we use have empty passwords, so that the
/// session key alone is the HMAC key.
/// </summary>
internal sealed class HmacSession : IDisposable
{
    private const int HashLength = 32;
    private const int NonceLength = 32;
    private const int CipherKeyLength = 16;
    private const int CipherBlockLength = 16;
    private const byte TypeHmac = 0;

    private readonly TpmConnection _connection;
    private readonly uint _handle;
    private readonly byte[] _key;
    private byte[] _nonceTpm;

    private HmacSession(TpmConnection connection, uint handle, byte[] key, byte[] nonceTpm)
    {
        _connection = connection;
        _handle = handle;
        _key = key;
        _nonceTpm = nonceTpm;
    }

    /// <summary>TPM2_StartAuthSession with a salt for the storage key. That the other side knows the salt is proven by its first answer.</summary>
    public static Result<HmacSession> Start(TpmConnection connection, StorageKey storage)
    {
        if (SessionSalt.Make(storage.Public) is not var (salt, forTpm))
            return new Refusal(Catalogue.Tpm.AnswerMalformed, "storage key");
        var nonceCaller = RandomNumberGenerator.GetBytes(NonceLength);
        var parameters = new TpmWriter().Sized(nonceCaller).Sized(forTpm).Byte(TypeHmac)
            .UInt16(Algorithm.Aes).UInt16(8 * CipherKeyLength).UInt16(Algorithm.Cfb).UInt16(Algorithm.Sha256).ToArray();
        var command = new TpmCommand(CommandCode.StartAuthSession, [storage.Handle, TpmHandle.Of(TpmHandle.Null)], parameters, AnswersHandle: true);
        try
        {
            if (!connection.Send(command).TryGet(out var answer, out var refusal))
                return refusal;
            var reader = new TpmReader(answer.Parameters);
            var nonceTpm = reader.Sized();
            return reader.Finished && nonceTpm.Length is >= 16 and <= HashLength
                ? new HmacSession(connection, answer.Handle, KeyDerivation.FromKey(salt, "ATH", nonceTpm, nonceCaller, HashLength), nonceTpm.ToArray())
                : new Refusal(Catalogue.Tpm.AnswerMalformed, "session");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(salt);
        }
    }

    /// <summary>Sends a command under this session and believes the answer only when it is proven.</summary>
    /// <returns>The answer with its first parameter in clear.</returns>
    public Result<TpmAnswer> Send(TpmCommand command, SessionUse use)
    {
        var nonceCaller = RandomNumberGenerator.GetBytes(NonceLength);
        var proof = Proof(CommandHash(command), nonceCaller, _nonceTpm, use);
        var authorization = new TpmWriter().UInt32(_handle).Sized(nonceCaller).Byte((byte)use).Sized(proof).ToArray();
        if (!_connection.Send(command, authorization).TryGet(out var answer, out var refusal))
            return refusal;
        if (!use.HasFlag(SessionUse.Continue))
            _connection.Forget(_handle);

        var reader = new TpmReader(answer.Authorization);
        var nonceTpm = reader.Sized().ToArray();
        var answeredUse = reader.Byte();
        var answeredProof = reader.Sized();
        if (!reader.Finished || answeredUse != (byte)use)
            return new Refusal(Catalogue.Tpm.AnswerForged, command.Code.ToString());
        var expected = Proof(AnswerHash(command.Code, answer.Parameters), nonceTpm, nonceCaller, use);
        if (!CryptographicOperations.FixedTimeEquals(expected, answeredProof))
            return new Refusal(Catalogue.Tpm.AnswerForged, command.Code.ToString());

        _nonceTpm = nonceTpm;
        if (use.HasFlag(SessionUse.EncryptAnswer) && !Decrypt(answer.Parameters, nonceTpm, nonceCaller))
            return new Refusal(Catalogue.Tpm.AnswerMalformed, command.Code.ToString());
        return answer;
    }

    /// <summary>Forgets the session key; the connection takes the session itself out of the TPM.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    /// <summary>cpHash (TPM 2.0 Part 1, 16.7).</summary>
    private static byte[] CommandHash(TpmCommand command)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(new TpmWriter().UInt32((uint)command.Code).ToArray());
        foreach (var handle in command.Handles)
            hash.AppendData(handle.Name);
        hash.AppendData(command.Parameters);
        return hash.GetHashAndReset();
    }

    /// <summary>rpHash of a success (TPM 2.0 Part 1, 16.8), over the parameters as they crossed the bus.</summary>
    private static byte[] AnswerHash(CommandCode code, byte[] parameters)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(new TpmWriter().UInt32(0).UInt32((uint)code).ToArray());
        hash.AppendData(parameters);
        return hash.GetHashAndReset();
    }

    private byte[] Proof(byte[] parameterHash, byte[] nonceNewer, byte[] nonceOlder, SessionUse use)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(parameterHash);
        hmac.AppendData(nonceNewer);
        hmac.AppendData(nonceOlder);
        hmac.AppendData([(byte)use]);
        return hmac.GetHashAndReset();
    }

    /// <summary>Decrypts the first parameter where it stands (TPM 2.0 Part 1, 21.3); false when it is not the size-prefixed one it should be.</summary>
    private bool Decrypt(byte[] parameters, byte[] nonceTpm, byte[] nonceCaller)
    {
        var reader = new TpmReader(parameters);
        var encrypted = reader.Sized();
        if (reader.Failed)
            return false;
        var keys = KeyDerivation.FromKey(_key, "CFB", nonceTpm, nonceCaller, CipherKeyLength + CipherBlockLength);
        // A last block that is not whole is padded to one, because that is what .NET decrypts, and cut again.
        var padded = new byte[(encrypted.Length + CipherBlockLength - 1) / CipherBlockLength * CipherBlockLength];
        encrypted.CopyTo(padded);
        using var cipher = Aes.Create();
        cipher.SetKey(keys.AsSpan(0, CipherKeyLength));
        var clear = cipher.DecryptCfb(padded, keys.AsSpan(CipherKeyLength), PaddingMode.None, feedbackSizeInBits: 8 * CipherBlockLength);
        clear.AsSpan(0, encrypted.Length).CopyTo(parameters.AsSpan(2));
        CryptographicOperations.ZeroMemory(clear);
        CryptographicOperations.ZeroMemory(keys);
        return true;
    }
}
