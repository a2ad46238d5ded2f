using System.Security.Cryptography;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>What a host that knew the PIN, or had the right finger, may do, for a while (CTAP 2.1, 6.5.5.7).</summary>
internal sealed class PinUvAuthToken(PinUvAuthProtocol protocol, Permissions permissions, string? relyingPartyId, bool userIsPresent, TimeProvider time) : IDisposable
{
    // CTAP 2.1, 6.5.2.1: 30 seconds for the first use over USB; permissions go with the first use, so it is the only limit for most of them.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    // The same: what one token is good for in all. An enrolment waits for a person again and again.
    private static readonly TimeSpan LongestEnrolment = TimeSpan.FromMinutes(10);

    private readonly long _issued = time.GetTimestamp();
    private long _used = time.GetTimestamp();
    private Permissions _permissions = permissions;
    private string? _relyingPartyId = relyingPartyId;

    /// <summary>32 random bytes.</summary>
    public byte[] Value { get; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>Whether the finger that gave it counts as a touch.</summary>
    public bool UserIsPresent { get; private set; } = userIsPresent;

    /// <summary>Whether the message was authenticated with this token, and the token is good for it; the RP of the first use stays the RP.</summary>
    public bool Authorises(int protocolNumber, Permissions permission, string relyingPartyId, ReadOnlySpan<byte> message, ReadOnlySpan<byte> authentication)
    {
        if (protocolNumber != protocol.Number || !protocol.Verify(Value, message, authentication)) return false;
        if (time.GetElapsedTime(_issued) > Lifetime || !_permissions.HasFlag(permission)) return false;
        if (_relyingPartyId is not null && _relyingPartyId != relyingPartyId) return false;
        _relyingPartyId = relyingPartyId;
        return true;
    }

    /// <summary>
    /// Whether the message, which is for the key itself or for what it holds of one RP, was authenticated with this token. It binds the token to
    /// no RP, but a token that is bound to one is good for that one only (CTAP 2.1, 6.8.2 to 6.8.5).
    /// </summary>
    public bool AuthorisesManagement(int protocolNumber, Permissions permission, string? relyingPartyId, ReadOnlySpan<byte> message, ReadOnlySpan<byte> authentication)
    {
        if (protocolNumber != protocol.Number || !protocol.Verify(Value, message, authentication)) return false;
        if (time.GetElapsedTime(_used) > Lifetime || time.GetElapsedTime(_issued) > LongestEnrolment || !_permissions.HasFlag(permission)) return false;
        if (permission == Permissions.BioEnrollment) _used = time.GetTimestamp();
        return _relyingPartyId is null || _relyingPartyId == relyingPartyId;
    }

    /// <summary>A touch uses the token up: the next operation needs the PIN or the finger again.</summary>
    public void UseUp()
    {
        _permissions = Permissions.None;
        UserIsPresent = false;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(Value);
}
