using System.Security.Cryptography;

namespace Keyway.Server.DeviceCodes;

/// <summary>What the person types: eight letters of twenty consonants (RFC 8628 6.1), 34.5 bits, shown as <c>BDWP-HQPK</c>. No vowels, so that no word comes about.</summary>
internal sealed record UserCode
{
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";
    private const int Length = 8;
    private const int LongestTyped = 32;

    private UserCode(string letters) => Value = letters;

    /// <summary>The eight letters, upper case.</summary>
    public string Value { get; }

    public static UserCode Create() => new(RandomNumberGenerator.GetString(Letters, Length));

    /// <summary>Reads what somebody typed, in any case, with or without hyphens and spaces; null when it can be no code.</summary>
    public static UserCode? Parse(string? typed)
    {
        if (typed is null || typed.Length > LongestTyped)
            return null;
        var letters = string.Concat(typed.Where(character => character is not ('-' or '\u2010' or '\u2011' or '\u2013' or ' '))).ToUpperInvariant();
        return letters.Length == Length && letters.All(Letters.Contains) ? new UserCode(letters) : null;
    }

    /// <summary>As it is shown.</summary>
    public override string ToString() => $"{Value[..4]}-{Value[4..]}";
}
