using System.Net;
using Keyway.Kerberos;

namespace Keyway.ActiveDirectory.Dns;

/// <summary>The name servers that <c>/etc/resolv.conf</c> lists.</summary>
internal static class ResolverConfiguration
{
    private const string Path = "/etc/resolv.conf";
    private const int Port = 53;

    public static IReadOnlyList<IPEndPoint> Read() => File.Exists(Path) ? Parse(UnlockedFile.ReadText(Path)) : [];

    /// <summary>Lines <c>nameserver address</c>; anything else is not ours. No more than the three that a resolver uses.</summary>
    public static IReadOnlyList<IPEndPoint> Parse(string text) =>
    [
        .. text.Split('\n')
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["nameserver", _, ..])
            .Select(words => IPAddress.TryParse(words[1], out var address) ? new IPEndPoint(address, Port) : null)
            .OfType<IPEndPoint>()
            .Take(3),
    ];
}
