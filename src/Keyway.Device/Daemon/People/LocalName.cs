using System.Text.RegularExpressions;

namespace Keyway.Device.Daemon.People;

/// <summary>What a person of the organisation is called on this computer: a name that no program of Linux misreads.</summary>
internal static partial class LocalName
{
    /// <summary>The longest name that login records hold (UT_NAMESIZE of utmp(5)).</summary>
    public const int Longest = 32;

    /// <summary>The name of a user principal name: its left part in small letters; null when that is no name of a Linux user.</summary>
    public static string? Of(string? userPrincipalName)
    {
        if (userPrincipalName is null || userPrincipalName.IndexOf('@', StringComparison.Ordinal) is var at && at <= 0)
            return null;
        var left = userPrincipalName[..at].ToLowerInvariant();
        return IsValid(left) ? left : null;
    }

    /// <summary>Whether a text can be the name of a Linux user: small letters, digits, dot, dash, underscore; a letter or an underscore first; not a number.</summary>
    public static bool IsValid(string name) => name.Length <= Longest && Shape().IsMatch(name);

    [GeneratedRegex(@"\A[a-z_][a-z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
