using System.Globalization;
using Keyway.Kerberos;

namespace Keyway.Device.Daemon.Sessions;

/// <summary>Who is there: a person is signed in for as long as a program of theirs runs. Sessions that are counted are lost by a crash; this is not.</summary>
/// <param name="proc">proc(5).</param>
internal sealed class UserProcesses(string proc = "/proc")
{
    /// <summary>The numeric users of all programs.</summary>
    public IReadOnlySet<uint> Users()
    {
        var users = new HashSet<uint>();
        foreach (var folder in Directory.EnumerateDirectories(proc))
        {
            if (char.IsAsciiDigit(Path.GetFileName(folder)[0]) && UserOf(folder) is { } user)
                users.Add(user);
        }

        return users;
    }

    /// <summary>The real user, as the fourth word behind <c>Uid:</c> is the one for files.</summary>
    private static uint? UserOf(string folder)
    {
        const string Label = "Uid:";
        try
        {
            foreach (var line in UnlockedFile.ReadLines(Path.Combine(folder, "status")))
            {
                if (line.StartsWith(Label, StringComparison.Ordinal))
                    return uint.TryParse(line[Label.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var user) ? user : null;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It has ended while we looked.
        }

        return null;
    }
}
