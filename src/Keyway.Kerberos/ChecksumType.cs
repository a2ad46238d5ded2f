namespace Keyway.Kerberos;

/// <summary>How a key signs; the numbers are IANA's Kerberos checksum type numbers.</summary>
public enum ChecksumType
{
    /// <summary>HMAC-MD5 of RC4 keys, 16 bytes (RFC 4757 section 4).</summary>
    HmacMd5 = -138,

    /// <summary>hmac-sha1-96-aes128, 12 bytes (RFC 3962).</summary>
    HmacSha1Aes128 = 15,

    /// <summary>hmac-sha1-96-aes256, 12 bytes (RFC 3962).</summary>
    HmacSha1Aes256 = 16,
}
