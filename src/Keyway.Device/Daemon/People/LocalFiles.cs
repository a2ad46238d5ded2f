using Keyway.Kerberos;

namespace Keyway.Device.Daemon.People;

/// <summary>
/// The users and groups that this computer has of its own. Somebody of the organisation never becomes one of them, however they are called:
/// whoever can choose a name in the directory must not become root here.
/// </summary>
/// <param name="passwd">passwd(5).</param>
/// <param name="group">group(5).</param>
internal sealed class LocalFiles(string passwd = "/etc/passwd", string group = "/etc/group")
{
    /// <summary>Whether the computer has a user of this name.</summary>
    public bool HasUser(string name) => Lines(passwd).Any(line => line[0] == name);

    /// <summary>Whether a user of the computer has this number.</summary>
    public bool HasUser(uint number) => Lines(passwd).Any(line => line.Length > 2 && line[2] == number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Whether a new user of this name would take a name that is there already.</summary>
    public bool IsNameTaken(string name) => HasUser(name) || Lines(group).Any(line => line[0] == name);

    /// <summary>Whether a user or a group has this number.</summary>
    public bool IsNumberTaken(uint number)
    {
        var text = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Lines(passwd).Concat(Lines(group)).Any(line => line.Length > 2 && line[2] == text);
    }

    // Read at each question: the files change while we run, and are small. One that cannot be read is a machine that is broken.
    private static IEnumerable<string[]> Lines(string path) => UnlockedFile.ReadLines(path).Select(line => line.Split(':'));
}
