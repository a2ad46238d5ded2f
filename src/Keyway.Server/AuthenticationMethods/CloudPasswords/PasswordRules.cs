using System.Text;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Passwords;
using Keyway.Server.Tenants;
using Keyway.Server.Tokens;

namespace Keyway.Server.AuthenticationMethods.CloudPasswords;

/// <summary>
/// What may become a password (NIST SP 800-63B 5.1.1.2): long enough, none of the common ones, not a name; and no rule about kinds of characters, because those
/// make passwords worse. Digits and signs around a common word change nothing: <c>Contoso2026!</c> is the organisation's name.
/// </summary>
internal static class PasswordRules
{
    private const int ShortestCharacters = 8;
    private const int LongestCharacters = 256;
    private const int FewestDifferent = 4;
    private const int ShortestName = 3;

    /// <summary>The longest in bytes of UTF-8.</summary>
    public const int LongestBytes = 4 * LongestCharacters;

    /// <returns>Null, or KW2701 to KW2703.</returns>
    public static Refusal? Check(HeldSecret password, Account account, Tenant tenant) =>
        password.TryRead(bytes => Judge(bytes, account, tenant), out var judged) ? judged : new Refusal(Catalogue.CloudPasswords.LengthRefused);

    private static Refusal? Judge(ReadOnlySpan<byte> bytes, Account account, Tenant tenant)
    {
        if (!PasswordText.IsPossible(bytes, LongestBytes))
            return new Refusal(Catalogue.CloudPasswords.LengthRefused);
        Span<char> lower = stackalloc char[LongestBytes];
        try
        {
            var length = Encoding.UTF8.GetChars(bytes, lower);
            var text = lower[..length];
            var characters = 0;
            foreach (var _ in text.EnumerateRunes())
                characters++;
            if (characters is < ShortestCharacters or > LongestCharacters)
                return new Refusal(Catalogue.CloudPasswords.LengthRefused);
            for (var index = 0; index < length; index++)
                text[index] = char.ToLowerInvariant(text[index]);
            if (CommonPasswords.Contains(text) || CommonPasswords.Contains(Core(text)) || Different(text) < FewestDifferent)
                return new Refusal(Catalogue.CloudPasswords.TooCommon);
            foreach (var name in Names(account, tenant))
            {
                if (IsName(text, name) || IsName(Core(text), name))
                    return new Refusal(Catalogue.CloudPasswords.HoldsName);
            }

            return null;
        }
        finally
        {
            lower.Clear();
        }
    }

    /// <summary>Without the digits and signs before and after the letters.</summary>
    private static ReadOnlySpan<char> Core(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && !char.IsLetter(text[start]))
            start++;
        var end = text.Length;
        while (end > start && !char.IsLetter(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static int Different(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (!text[..index].Contains(text[index]))
                count++;
        }

        return count;
    }

    private static IEnumerable<string> Names(Account account, Tenant tenant)
    {
        yield return account.UserName;
        yield return account.UserName[..Math.Max(0, account.UserName.IndexOf('@', StringComparison.Ordinal))];
        yield return account.DisplayName;
        foreach (var part in account.DisplayName.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            yield return part;
        yield return tenant.Name;
        yield return tenant.Domain;
        yield return tenant.Domain.Split('.')[0];
    }

    private static bool IsName(ReadOnlySpan<char> text, string name) => name.Length >= ShortestName && text.Equals(name, StringComparison.OrdinalIgnoreCase);
}
