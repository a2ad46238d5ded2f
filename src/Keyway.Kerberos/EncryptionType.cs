namespace Keyway.Kerberos;

/// <summary>How a key encrypts; the numbers are IANA's Kerberos encryption type numbers.</summary>
public enum EncryptionType
{
    /// <summary>aes128-cts-hmac-sha1-96, 16 byte keys (RFC 3962).</summary>
    Aes128CtsHmacSha1 = 17,

    /// <summary>aes256-cts-hmac-sha1-96, 32 byte keys (RFC 3962).</summary>
    Aes256CtsHmacSha1 = 18,

    /// <summary>rc4-hmac, 16 byte keys; the key is the NT hash (RFC 4757).</summary>
    Rc4Hmac = 23,
}
