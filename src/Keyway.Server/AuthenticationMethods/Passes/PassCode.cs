using System.Security.Cryptography;

namespace Keyway.Server.AuthenticationMethods.Passes;

/// <summary>The code that a person types: 32 characters that are not mistaken for one another (no 0, O, 1, I), 5 bits each.</summary>
internal static class PassCode
{
    /// <summary>Characters of a code until an administrator decides: 60 bits.</summary>
    public const int UsualLength = 12;

    /// <summary>The longest that a policy may ask for.</summary>
    public const int LongestLength = 48;

    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string Create(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>A code as typed: blanks and hyphens are for the eye, and case does not matter.</summary>
    public static string Normalise(string typed) => typed.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
}
