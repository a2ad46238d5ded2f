using Keyway.Kerberos;

namespace Keyway.Device.Daemon.People;

/// <summary>Which services this computer asks for names, and in which order (nsswitch.conf(5)).</summary>
/// <param name="file">The file, read at each question.</param>
internal sealed class NameServiceSwitch(string file = NameServiceSwitch.File)
{
    public const string File = "/etc/nsswitch.conf";
    public const string Winbind = "winbind";
    public const string Sssd = "sss";

    /// <summary>The services of a database, such as <c>passwd</c>, in their order; what stands in brackets between them is among them and is none.</summary>
    public IEnumerable<string> Services(string database) => UnlockedFile.ReadLines(file)
        .Select(line => line.Split('#')[0].Trim())
        .Where(line => line.StartsWith(database + ":", StringComparison.Ordinal))
        .SelectMany(line => line[(database.Length + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Those of them that know people of a domain by their SIDs.</summary>
    public string[] ServicesOfDomains() => [.. Services("passwd").Where(service => service is Winbind or Sssd).Distinct()];
}
