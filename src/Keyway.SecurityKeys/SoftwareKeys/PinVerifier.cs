using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using Keyway.SecurityKeys.SoftwareKeys.Fingerprints;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>authenticatorClientPIN: the PIN, its retries, and the tokens that it or a finger yields (CTAP 2.1, 6.5).</summary>
internal sealed class PinVerifier : IDisposable
{
    private const int MostConsecutiveMismatches = 3;
    private const int PaddedPinLength = 64;

    private readonly SoftwareKeyFile _file;
    private readonly FingerSensor _fingers;
    private readonly TimeProvider _time;
    private readonly Dictionary<long, PinUvAuthProtocol> _protocols;
    private PinUvAuthToken? _token;
    private int _consecutiveMismatches;

    public PinVerifier(SoftwareKeyFile file, FingerSensor fingers, TimeProvider time)
    {
        _file = file;
        _fingers = fingers;
        _time = time;
        _protocols = file.State.PinProtocols.ToDictionary(number => (long)number, number => new PinUvAuthProtocol(number));
    }

    public PinUvAuthProtocol? Protocol(long number) => _protocols.GetValueOrDefault(number);

    /// <summary>Whether the token that was used last came of a finger on the sensor, which was there to be felt (CTAP 2.1, 6.5.2.1).</summary>
    public bool UserIsPresent => _token?.UserIsPresent ?? false;

    public CtapReply Execute(CtapMap parameters, CommandContext context)
    {
        long? number = parameters.OptionalInteger(1L);
        long subcommand = parameters.RequiredInteger(2L);
        if (parameters.Status != CtapStatus.Ok) return parameters.Status;

        // getPINRetries and getUVRetries are the only subcommands that need no protocol.
        if (subcommand == 0x01) return Retries();
        if (subcommand == 0x07 && _fingers.IsFitted) return _fingers.Retries();
        if (subcommand is not (0x02 or 0x03 or 0x04 or 0x05 or 0x09) && !(subcommand == 0x06 && _fingers.IsFitted)) return CtapStatus.InvalidSubcommand;
        if (number is null) return CtapStatus.MissingParameter;
        if (Protocol(number.Value) is not { } protocol) return CtapStatus.InvalidParameter;
        return subcommand switch
        {
            0x02 => KeyAgreement(protocol),
            0x03 => WithSecret(parameters, protocol, SetPin),
            0x04 => WithSecret(parameters, protocol, ChangePin),
            0x05 => WithSecret(parameters, protocol, GetToken),
            0x06 => WithSecret(parameters, protocol, (map, agreed, secret) => GetTokenByFinger(map, agreed, secret, context)),
            _ => WithSecret(parameters, protocol, GetTokenWithPermissions),
        };
    }

    /// <summary>
    /// Whether the command carries the proof that the PIN was given for it: <see cref="CtapStatus.Ok"/> and <paramref name="verified"/> when
    /// it does, <see cref="CtapStatus.Ok"/> alone when it carries none (CTAP 2.1, 6.1.2 steps 2 and 11).
    /// </summary>
    public CtapStatus Authorise(ReadOnlyMemory<byte>? authentication, long? protocolNumber, Permissions permission, string relyingPartyId, ReadOnlyMemory<byte> message, out bool verified)
    {
        verified = false;
        if (authentication is not { } proof) return CtapStatus.Ok;
        if (protocolNumber is null) return CtapStatus.MissingParameter;
        if (Protocol(protocolNumber.Value) is not { } protocol) return CtapStatus.InvalidParameter;
        verified = _token?.Authorises(protocol.Number, permission, relyingPartyId, message.Span, proof.Span) ?? false;
        return verified ? CtapStatus.Ok : CtapStatus.PinAuthInvalid;
    }

    /// <summary>Whether a command that manages the key carries the proof that the PIN was given for it; one without proof is refused (CTAP 2.1, 6.8 and 6.11).</summary>
    /// <param name="parameters">With the protocol and the proof.</param>
    /// <param name="permission">What the token must allow.</param>
    /// <param name="relyingPartyId">Whose credentials it is about, or null.</param>
    /// <param name="message">What the host authenticated.</param>
    /// <param name="firstEntry">Where the protocol stands; the proof is the next entry.</param>
    public CtapStatus AuthoriseManagement(CtapMap parameters, Permissions permission, string? relyingPartyId, ReadOnlySpan<byte> message, long firstEntry = 3)
    {
        long? number = parameters.OptionalInteger(firstEntry);
        ReadOnlyMemory<byte>? proof = parameters.OptionalBytes(firstEntry + 1);
        if (parameters.Status != CtapStatus.Ok) return parameters.Status;
        if (proof is null) return CtapStatus.PinRequired;
        if (number is null) return CtapStatus.MissingParameter;
        if (Protocol(number.Value) is not { } protocol) return CtapStatus.InvalidParameter;
        bool authorised = _token?.AuthorisesManagement(protocol.Number, permission, relyingPartyId, message, proof.Value.Span) ?? false;
        return authorised ? CtapStatus.Ok : CtapStatus.PinAuthInvalid;
    }

    /// <summary>Ends every token that is out, as a new policy for the PIN does.</summary>
    public void RevokeToken() => ForgetToken();

    public void UseUpToken() => _token?.UseUp();

    /// <summary>Forgets what the PIN of before allowed, after a reset.</summary>
    public void Reset()
    {
        ForgetToken();
        _consecutiveMismatches = 0;
        foreach (PinUvAuthProtocol protocol in _protocols.Values) protocol.Regenerate();
    }

    public void Dispose()
    {
        ForgetToken();
        foreach (PinUvAuthProtocol protocol in _protocols.Values) protocol.Dispose();
    }

    private CtapReply Retries()
    {
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(2);
        writer.WriteInt32(3);
        writer.WriteInt32(_file.State.PinRetries);
        writer.WriteInt32(4);
        writer.WriteBoolean(_consecutiveMismatches >= MostConsecutiveMismatches);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static CtapReply KeyAgreement(PinUvAuthProtocol protocol)
    {
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(1);
        writer.WriteInt32(1);
        protocol.WritePublicKey(writer);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static CtapReply WithSecret(CtapMap parameters, PinUvAuthProtocol protocol, Func<CtapMap, PinUvAuthProtocol, byte[], CtapReply> subcommand)
    {
        CtapMap hostKey = parameters.RequiredMap(3L);
        if (parameters.Status != CtapStatus.Ok) return parameters.Status;
        byte[]? secret = protocol.Decapsulate(hostKey);
        if (secret is null) return CtapStatus.InvalidParameter;
        try
        {
            return subcommand(parameters, protocol, secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private CtapReply SetPin(CtapMap parameters, PinUvAuthProtocol protocol, byte[] secret)
    {
        ReadOnlyMemory<byte> authentication = parameters.RequiredBytes(4L);
        ReadOnlyMemory<byte> newPin = parameters.RequiredBytes(5L);
        if (parameters.Status != CtapStatus.Ok) return parameters.Status;
        if (_file.State.PinHash is not null) return CtapStatus.PinAuthInvalid;
        if (!protocol.Verify(secret, newPin.Span, authentication.Span)) return CtapStatus.PinAuthInvalid;
        return StorePin(protocol, secret, newPin.Span);
    }

    private CtapReply ChangePin(CtapMap parameters, PinUvAuthProtocol protocol, byte[] secret)
    {
        ReadOnlyMemory<byte> authentication = parameters.RequiredBytes(4L);
        ReadOnlyMemory<byte> newPin = parameters.RequiredBytes(5L);
        ReadOnlyMemory<byte> pinHash = parameters.RequiredBytes(6L);
        if (parameters.Status != CtapStatus.Ok) return parameters.Status;
        if (Blocked() is { } blocked) return blocked;
        if (!protocol.Verify(secret, (byte[])[.. newPin.Span, .. pinHash.Span], authentication.Span)) return CtapStatus.PinAuthInvalid;
        CtapStatus checkedPin = Check(protocol, secret, pinHash.Span);
        return checkedPin == CtapStatus.Ok ? StorePin(protocol, secret, newPin.Span) : checkedPin;
    }

    private CtapReply GetToken(CtapMap parameters, PinUvAuthProtocol protocol, byte[] secret)
    {
        ReadOnlyMemory<byte> pinHash = parameters.RequiredBytes(6L);
        if (parameters.Status != CtapStatus.Ok) return parameters.Status;
        if (parameters.Has(9L) || parameters.Has(10L)) return CtapStatus.InvalidParameter;
        return IssueToken(protocol, secret, pinHash.Span, Permissions.MakeCredential | Permissions.GetAssertion, null, CtapStatus.PinInvalid);
    }

    private CtapReply GetTokenWithPermissions(CtapMap parameters, PinUvAuthProtocol protocol, byte[] secret)
    {
        ReadOnlyMemory<byte> pinHash = parameters.RequiredBytes(6L);
        CtapStatus status = ReadPermissions(parameters, byFinger: false, out Permissions permissions, out string? relyingPartyId);
        return status == CtapStatus.Ok ? IssueToken(protocol, secret, pinHash.Span, permissions, relyingPartyId, CtapStatus.PinPolicyViolation) : status;
    }

    // 6.5.5.7.3
    private CtapReply GetTokenByFinger(CtapMap parameters, PinUvAuthProtocol protocol, byte[] secret, CommandContext context)
    {
        CtapStatus status = ReadPermissions(parameters, byFinger: true, out Permissions permissions, out string? relyingPartyId);
        if (status != CtapStatus.Ok) return status;
        if (!_fingers.IsConfigured) return CtapStatus.NotAllowed;
        status = _fingers.Verify(relyingPartyId, context);
        return status == CtapStatus.Ok ? GiveToken(protocol, secret, permissions, relyingPartyId, userIsPresent: true) : status;
    }

    private CtapStatus ReadPermissions(CtapMap parameters, bool byFinger, out Permissions permissions, out string? relyingPartyId)
    {
        permissions = Permissions.None;
        long wanted = parameters.RequiredInteger(9L);
        relyingPartyId = parameters.OptionalText(10L);
        if (parameters.Status != CtapStatus.Ok) return parameters.Status;
        if (wanted is <= 0 or > byte.MaxValue) return CtapStatus.InvalidParameter;

        // The key lacks large blobs; without a sensor nobody enrols fingers, and to configure the key (uvAcfg) a finger is not enough.
        permissions = (Permissions)wanted;
        if (permissions.HasFlag(Permissions.LargeBlobWrite)
            || (permissions.HasFlag(Permissions.BioEnrollment) && !_fingers.IsFitted)
            || (permissions.HasFlag(Permissions.AuthenticatorConfiguration) && byFinger)) return CtapStatus.UnauthorizedPermission;
        const Permissions OfOneParty = Permissions.MakeCredential | Permissions.GetAssertion;
        return (permissions & OfOneParty) != Permissions.None && relyingPartyId is null ? CtapStatus.MissingParameter : CtapStatus.Ok;
    }

    private CtapReply IssueToken(PinUvAuthProtocol protocol, byte[] secret, ReadOnlySpan<byte> pinHash, Permissions permissions, string? relyingPartyId, CtapStatus changeRequired)
    {
        if (Blocked() is { } blocked) return blocked;
        CtapStatus checkedPin = Check(protocol, secret, pinHash);
        if (checkedPin != CtapStatus.Ok) return checkedPin;
        return _file.State.PinChangeRequired ? changeRequired : GiveToken(protocol, secret, permissions, relyingPartyId, userIsPresent: false);
    }

    private byte[] GiveToken(PinUvAuthProtocol protocol, byte[] secret, Permissions permissions, string? relyingPartyId, bool userIsPresent)
    {
        ForgetToken();
        _token = new PinUvAuthToken(protocol, permissions, relyingPartyId, userIsPresent, _time);
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(1);
        writer.WriteInt32(2);
        writer.WriteByteString(protocol.Encrypt(secret, _token.Value));
        writer.WriteEndMap();
        return writer.Encode();
    }

    private CtapStatus? Blocked()
    {
        if (_file.State.PinHash is null) return CtapStatus.PinNotSet;
        if (_file.State.PinRetries == 0) return CtapStatus.PinBlocked;
        return _consecutiveMismatches >= MostConsecutiveMismatches ? CtapStatus.PinAuthBlocked : null;
    }

    private CtapStatus Check(PinUvAuthProtocol protocol, byte[] secret, ReadOnlySpan<byte> encryptedHash)
    {
        // The try is counted on disk before it is made, so that a kill in between gives no free try.
        SoftwareKeyState before = _file.State;
        if (!_file.TryReplace(before with { PinRetries = before.PinRetries - 1 })) return CtapStatus.Other;
        byte[] hash = protocol.Decrypt(secret, encryptedHash) ?? [];
        bool right = CryptographicOperations.FixedTimeEquals(hash, before.PinHash);
        CryptographicOperations.ZeroMemory(hash);
        if (right)
        {
            _consecutiveMismatches = 0;

            // Who knows the PIN may try the sensor again (CTAP 2.1, 6.5.2.2).
            return _file.TryReplace(_file.State with { PinRetries = SoftwareKeyState.MostPinRetries, UvRetries = SoftwareKeyState.MostUvRetries }) ? CtapStatus.Ok : CtapStatus.Other;
        }

        protocol.Regenerate();
        _consecutiveMismatches++;
        if (_file.State.PinRetries == 0) return CtapStatus.PinBlocked;
        return _consecutiveMismatches >= MostConsecutiveMismatches ? CtapStatus.PinAuthBlocked : CtapStatus.PinInvalid;
    }

    private CtapStatus StorePin(PinUvAuthProtocol protocol, byte[] secret, ReadOnlySpan<byte> encryptedPin)
    {
        byte[]? padded = protocol.Decrypt(secret, encryptedPin);
        if (padded is not { Length: PaddedPinLength }) return CtapStatus.InvalidParameter;
        Span<byte> hash = stackalloc byte[32];
        try
        {
            ReadOnlySpan<byte> pin = padded.AsSpan().TrimEnd((byte)0);
            int length = CodePoints(pin);
            SoftwareKeyState before = _file.State;
            if (pin.Length == PaddedPinLength || length < before.MinimumPinLength) return CtapStatus.PinPolicyViolation;
            SHA256.HashData(pin, hash);

            // A change that was demanded is a change to something else (CTAP 2.1, 6.5.5.6).
            bool same = before.PinHash is not null && CryptographicOperations.FixedTimeEquals(hash[..16], before.PinHash);
            if (before.PinChangeRequired && same) return CtapStatus.PinPolicyViolation;
            SoftwareKeyState state = before with { PinHash = hash[..16].ToArray(), PinRetries = SoftwareKeyState.MostPinRetries, PinCodePoints = length, PinChangeRequired = false };
            if (!_file.TryReplace(state)) return CtapStatus.Other;
            ForgetToken();
            return CtapStatus.Ok;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(padded);
            CryptographicOperations.ZeroMemory(hash);
        }
    }

    private static int CodePoints(ReadOnlySpan<byte> utf8)
    {
        int count = 0;
        for (; !utf8.IsEmpty; count++)
        {
            _ = Rune.DecodeFromUtf8(utf8, out _, out int consumed);
            utf8 = utf8[consumed..];
        }

        return count;
    }

    private void ForgetToken()
    {
        _token?.Dispose();
        _token = null;
    }
}
