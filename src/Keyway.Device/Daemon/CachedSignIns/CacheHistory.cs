using System.Security.Cryptography;
using Keyway.Device.State;
using Keyway.Errors;
using Keyway.Tpm;

namespace Keyway.Device.Daemon.CachedSignIns;

/// <summary>
/// Ties the file of the cached sign-ins to the register of the computer's TPM, so that only the newest one opens.
/// <para>
/// A change is written first and recorded then. A kill between the two leaves a file whose <see cref="CachedSignIns.Before"/> is what the register says: it is recorded when it is
/// next read, so that nobody is locked out. The file before it would open as well at that moment, and may: what was being written has opened nothing yet, because the unlock is granted
/// after the record. Once any file is recorded, every other one that was ever written from the same place is none any more, the unfinished ones too.
/// </para>
/// </summary>
internal sealed class CacheHistory
{
    private const int ValueLength = 32;

    private readonly TpmRsa _deviceKey;
    private readonly Guid _deviceId;

    private CacheHistory(TpmRsa deviceKey, Guid deviceId)
    {
        _deviceKey = deviceKey;
        _deviceId = deviceId;
    }

    /// <summary>That of this computer; null when its keys are in files, so that nothing of it can be told from a copy.</summary>
    public static CacheHistory? Of(JoinedState joined) => joined.Keys.DeviceKey is TpmRsa key ? new CacheHistory(key, joined.Device.DeviceId) : null;

    /// <summary>Whether a file that was read is the newest that was written.</summary>
    /// <returns>Null, or KW3241; another number when the TPM could not be asked.</returns>
    public Refusal? Confirm(CachedSignIns read)
    {
        if (Bytes(read.Before) is not { Length: ValueLength } before || Bytes(read.Signature) is not { } signature)
            return new Refusal(Catalogue.Daemon.CachedSignInRolledBack, "it was written without a TPM");

        // Signed: a file that somebody makes up to follow on what the register says now was never written by this computer.
        var digest = read.Digest(_deviceId);
        if (!_deviceKey.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            return Catalogue.Daemon.CachedSignInForeign;
        if (!_deviceKey.History.Read().TryGet(out var now, out var refusal))
            return refusal.Error == Catalogue.Tpm.HistoryAbsent ? new Refusal(Catalogue.Daemon.CachedSignInRolledBack, refusal.ToString()) : refusal;
        if (now.AsSpan().SequenceEqual(TpmHistory.After(before, digest)))
            return null;
        return now.AsSpan().SequenceEqual(before) ? Record(read) : Catalogue.Daemon.CachedSignInRolledBack;
    }

    /// <summary>Makes a list one that follows on what the register says now; a register that is not there is begun.</summary>
    public Result<CachedSignIns> Follow(CachedSignIns list)
    {
        if (!_deviceKey.History.ReadOrBegin().TryGet(out var now, out var refusal))
            return refusal;
        var next = list with { Before = Convert.ToBase64String(now) };
        try
        {
            return next with { Signature = Convert.ToBase64String(_deviceKey.SignHash(next.Digest(_deviceId), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) };
        }
        catch (TpmCryptographicException failure)
        {
            return failure.Refusal;
        }
    }

    /// <summary>Records a list that is written: from now on it is the only one.</summary>
    public Refusal? Record(CachedSignIns written)
    {
        var digest = written.Digest(_deviceId);
        if (!_deviceKey.History.Record(digest).TryGet(out var now, out var refusal))
            return refusal;
        return now.AsSpan().SequenceEqual(TpmHistory.After(Bytes(written.Before), digest)) ? null : new Refusal(Catalogue.Daemon.CachedSignInRolledBack, "another program used the TPM's register");
    }

    private static byte[]? Bytes(string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
