using System.Net;
using System.Net.Sockets;

namespace Keyway.Server.Tokens;

/// <summary>From where a request comes, as far as it is counted: an IPv4 address, or the /64 of an IPv6 address, because one computer has that many.</summary>
internal static class ClientNetwork
{
    public static IPAddress Of(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
