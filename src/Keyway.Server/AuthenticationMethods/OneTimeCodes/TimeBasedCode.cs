using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Keyway.Server.AuthenticationMethods.OneTimeCodes;

/// <summary>The arithmetic of RFC 6238 (TOTP over RFC 4226) as every authenticator app does it: HMAC-SHA-1, six digits, half minutes since 1970.</summary>
internal static class TimeBasedCode
{
    public const int Digits = 6;
    public const int StepSeconds = 30;

    /// <summary>RFC 4226 4, R6: 160 bits.</summary>
    public const int SecretLength = 20;

    /// <summary>The half minute that a moment lies in.</summary>
    public static long StepOf(DateTimeOffset moment) => Math.DivRem(moment.ToUnixTimeSeconds(), StepSeconds).Quotient;

    /// <summary>The code of a half minute.</summary>
    /// <param name="digits">At most 9.</param>
    public static string At(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> moving = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moving, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, moving, mac);
        // RFC 4226 5.3: the low half byte of the last byte says where the 31 bits begin.
        var bits = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 0x0F)..]) & 0x7FFF_FFFF;
        var modulus = 1u;
        for (var digit = 0; digit < digits; digit++)
            modulus *= 10;
        return (bits % modulus).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>Which half minute, of those before, at and after <paramref name="now"/> that are later than <paramref name="after"/>, a code belongs to; null when none. All are tried, whichever fits.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long after)
    {
        long? matched = null;
        var middle = StepOf(now);
        for (var step = middle - 1; step <= middle + 1; step++)
        {
            var fits = CryptographicOperations.FixedTimeEquals(System.Runtime.InteropServices.MemoryMarshal.AsBytes(At(secret, step).AsSpan()), System.Runtime.InteropServices.MemoryMarshal.AsBytes(code.AsSpan()));
            if (fits && step > after)
                matched ??= step;
        }

        return matched;
    }

    /// <summary>A code as typed, without blanks; null for what cannot be one.</summary>
    public static string? Normalise(string typed)
    {
        if (typed.Length > 4 * Digits)
            return null;
        var code = typed.Replace(" ", "", StringComparison.Ordinal);
        return code.Length == Digits && code.All(char.IsAsciiDigit) ? code : null;
    }
}
