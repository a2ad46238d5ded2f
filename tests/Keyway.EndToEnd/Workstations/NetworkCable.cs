using System.Globalization;
using System.Security.Cryptography;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Workstations;

/// <summary>
/// A network of its own for one program: a namespace with a cable to this machine. All of 127.0.0.0/8, where the lab lives, is reached through the cable, so that
/// pulling it at either end cuts the program off from all of it.
/// </summary>
internal sealed class NetworkCable : IAsyncDisposable
{
    // The kernel takes a cable away in its own time, so each has a name of its own; of 15 letters at most.
    private readonly string _namespace = "kw" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
    private readonly string _net = string.Create(CultureInfo.InvariantCulture, $"169.254.{RandomNumberGenerator.GetInt32(1, 255)}");

    private NetworkCable()
    {
    }

    private string Own => _namespace + "n";

    private string Peer => _namespace + "h";

    /// <summary>The namespace, for nsenter.</summary>
    public string File => "/run/netns/" + _namespace;

    /// <summary>The command that pulls this machine's end.</summary>
    public string PullPeer => $"ip link set {Peer} down";

    public static async Task<NetworkCable> LayAsync()
    {
        var cable = new NetworkCable();
        await RunAsync("ip", "netns", "add", cable._namespace);
        await RunAsync("ip", "link", "add", cable.Peer, "type", "veth", "peer", "name", cable.Own, "netns", cable._namespace);
        await RunAsync("ip", "addr", "add", cable._net + ".1/30", "dev", cable.Peer);
        await RunAsync("sysctl", "-q", "-w", $"net.ipv4.conf.{cable.Peer}.route_localnet=1");
        await RunAsync("ip", "link", "set", cable.Peer, "up");
        await cable.InsideAsync("ip link set lo up; ip addr del 127.0.0.1/8 dev lo; sysctl -q -w net.ipv4.conf." + cable.Own + ".route_localnet=1");
        await cable.PlugAsync();
        return cable;
    }

    /// <summary>The cable goes in at both ends, and the program's side gets its address again, as from DHCP.</summary>
    public async Task PlugAsync()
    {
        await RunAsync("ip", "link", "set", Peer, "up");
        await InsideAsync($"ip addr flush dev {Own}; ip link set {Own} up; ip addr add {_net}.2/30 dev {Own}; ip route replace 127.0.0.0/8 via {_net}.1 dev {Own} src {_net}.2");
    }

    /// <summary>The cable comes out at the program's end.</summary>
    public Task PullOwnAsync() => InsideAsync($"ip link set {Own} down");

    /// <summary>The cable comes out at this machine's end: the program's side notices nothing but silence.</summary>
    public Task PullPeerAsync() => RunAsync("ip", "link", "set", Peer, "down");

    /// <summary>One address answers no more.</summary>
    public Task BlockAsync(string address) => InsideAsync($"ip route replace unreachable {address}/32");

    public Task UnblockAsync(string address) => InsideAsync($"ip route del unreachable {address}/32");

    // The other end goes with it.
    public async ValueTask DisposeAsync() => await RunAsync("ip", "netns", "del", _namespace);

    private Task InsideAsync(string commands) => RunAsync("ip", "netns", "exec", _namespace, "sh", "-e", "-c", commands);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var result = await Tool.RunAsync(program, arguments, null, null, CancellationToken.None);
        Assert.True(result.Succeeded, $"{program} {string.Join(' ', arguments)}: {result.Said}");
    }
}
