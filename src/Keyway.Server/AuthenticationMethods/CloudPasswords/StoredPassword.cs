namespace Keyway.Server.AuthenticationMethods.CloudPasswords;

/// <summary>A password as the store keeps it.</summary>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Iterations">Of PBKDF2-HMAC-SHA512 (RFC 8018 5.2).</param>
/// <param name="SealedHash">32 bytes, under the key-encryption key: the row alone, in a copy of the store, gives nothing to guess against (NIST SP 800-63B 5.1.1.2).</param>
/// <param name="MustChange">Somebody else knows it: its owner chooses another one first.</param>
internal sealed record StoredPassword(Guid UserId, byte[] Salt, int Iterations, byte[] SealedHash, bool MustChange, DateTimeOffset SetOn)
{
    // Records print all they hold.
    public override string ToString() => $"StoredPassword of {UserId}";
}
