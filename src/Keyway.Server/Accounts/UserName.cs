using System.Globalization;
using Keyway.Errors;

namespace Keyway.Server.Accounts;

/// <summary>User principal names: <c>name@domain</c>, kept as written, compared without case.</summary>
internal static class UserName
{
    private const int MaximumLength = 256;

    /// <summary>What two spellings of the same name have in common.</summary>
    public static string Key(string userName) => userName.ToLowerInvariant();

    /// <summary>Null, or the refusal of a name that a screen or a log could not show as it is.</summary>
    public static Refusal? Check(string userName)
    {
        var at = userName.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == userName.LastIndexOf('@') && at < userName.Length - 1 && userName.Length <= MaximumLength && userName.EnumerateRunes().All(IsVisible)
            ? null
            : new Refusal(Catalogue.Accounts.UserNameMalformed);
    }

    // An unpaired surrogate enumerates as U+FFFD, which is a symbol: it needs its own test.
    private static bool IsVisible(System.Text.Rune rune) => rune != System.Text.Rune.ReplacementChar && System.Text.Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
