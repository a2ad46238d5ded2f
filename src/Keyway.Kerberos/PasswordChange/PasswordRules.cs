using System.Buffers.Binary;
using System.Globalization;

namespace Keyway.Kerberos.PasswordChange;

/// <summary>
/// A domain's rules for passwords as Active Directory sends them with a password that it does not take: 30 bytes, big-endian
/// (the domain password information of [MS-SAMR] 2.2.3.5 behind two zero bytes).
/// </summary>
/// <param name="MinimumLength">Characters.</param>
/// <param name="History">How many passwords before the present one are not taken again.</param>
/// <param name="Complex">Whether several kinds of characters are demanded.</param>
/// <param name="MinimumAge">How long a password is kept at least.</param>
internal sealed record PasswordRules(uint MinimumLength, uint History, bool Complex, TimeSpan MinimumAge)
{
    private const int Length = 30;
    private const uint ComplexProperty = 1;

    /// <summary>Reads the rules; null when the bytes are something else.</summary>
    public static PasswordRules? Parse(ReadOnlySpan<byte> data)
    {
        if (data.Length != Length || data[0] != 0 || data[1] != 0)
            return null;
        var age = BinaryPrimitives.ReadUInt64BigEndian(data[22..]);
        return new PasswordRules(
            BinaryPrimitives.ReadUInt32BigEndian(data[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(data[6..]),
            (BinaryPrimitives.ReadUInt32BigEndian(data[10..]) & ComplexProperty) != 0,
            age > long.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)age));
    }

    /// <summary>In words.</summary>
    public override string ToString()
    {
        var rules = new List<string> { string.Create(CultureInfo.InvariantCulture, $"at least {MinimumLength} characters") };
        if (Complex)
            rules.Add("three kinds of characters of capitals, small letters, digits and signs, and no part of the name");
        if (History > 0)
            rules.Add(string.Create(CultureInfo.InvariantCulture, $"none of the last {History} passwords"));
        if (MinimumAge > TimeSpan.Zero)
            rules.Add(string.Create(CultureInfo.InvariantCulture, $"changed no sooner than after {MinimumAge.TotalDays:0.##} days"));
        return "the domain wants " + string.Join("; ", rules);
    }
}
