using System.Net;
using System.Net.Sockets;

namespace Keyway.Server.DeviceCodes;

/// <summary>Where a request came from, for people to read and for counting.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    public static string Text(IPAddress? address) => Plain(address).ToString();

    /// <summary>What counts as one address: IPv6 by /64, because one line has so many.</summary>
    public static IPAddress Network(IPAddress? address)
    {
        var plain = Plain(address);
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
            return plain;
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }

    private static IPAddress Plain(IPAddress? address) => address is null ? IPAddress.None : address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
