using System.Globalization;
using System.Text.RegularExpressions;

namespace Keyway.Device.Daemon.People;

/// <summary>A user as the computer's name service describes it: a line of passwd(5), as getent(1) prints it.</summary>
/// <param name="Name">Such as <c>alice</c>, <c>CORP\alice</c> or <c>alice@corp.example</c>.</param>
/// <param name="UserId">Numeric user.</param>
/// <param name="GroupId">Numeric primary group.</param>
/// <param name="Home">An absolute path.</param>
internal sealed partial record PasswdEntry(string Name, uint UserId, uint GroupId, string Home)
{
    private const int Longest = 256;

    /// <summary>Reads one line; null when it is none, or when its name or home could be misread by a program.</summary>
    public static PasswdEntry? Parse(string text)
    {
        var line = text.EndsWith('\n') ? text[..^1] : text;
        return line.Split(':') is [var name, _, var user, var group, _, var home, _]
            && IsName(name)
            && uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
            && uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var groupId)
            && Path.IsPathFullyQualified(home) && Path.GetFullPath(home) == home && !home.Any(char.IsControl) && !line.Contains('\n', StringComparison.Ordinal)
                ? new PasswdEntry(name, userId, groupId, home)
                : null;
    }

    /// <summary>
    /// Whether a text can be a name of somebody of a domain: letters, digits and a few signs, with one backslash or at sign between domain and user at most.
    /// A text of digits alone is none, because getent(1) takes it for a number.
    /// </summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= Longest && Shape().IsMatch(name) && !name.All(char.IsAsciiDigit) && !name.Contains("..", StringComparison.Ordinal);

    /// <summary>The user's part of a name: behind the backslash, before the at sign.</summary>
    public static string UserPart(string name) =>
        name.IndexOf('\\', StringComparison.Ordinal) is var slash and >= 0 ? name[(slash + 1)..]
        : name.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? name[..at]
        : name;

    [GeneratedRegex(@"\A(?:[A-Za-z0-9][A-Za-z0-9.-]*\\)?[\p{L}\p{Nd}_][\p{L}\p{Mn}\p{Nd}_.$ -]*(?:@[A-Za-z0-9][A-Za-z0-9.-]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
