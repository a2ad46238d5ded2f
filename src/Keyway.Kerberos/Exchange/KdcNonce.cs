using System.Security.Cryptography;

namespace Keyway.Kerberos.Exchange;

/// <summary>The number that ties a reply to its request.</summary>
internal static class KdcNonce
{
    /// <summary>31 random bits: old KDCs read the field as a signed number.</summary>
    public static uint Next() => (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
}
