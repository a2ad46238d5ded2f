using System.Net;
using System.Net.Sockets;

namespace Keyway.Server.SignIns;

/// <summary>An address cut to its network: /24 of IPv4, /48 of IPv6. It still tells one site from another, and no longer one person.</summary>
internal static class ShortAddress
{
    private const int BytesOfNetwork4 = 3;
    private const int BytesOfNetwork6 = 6;

    /// <returns>The network's own address, such as 192.0.2.0; what is no address stays as it is.</returns>
    public static string Of(string text)
    {
        if (!IPAddress.TryParse(text, out var address))
            return text;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(address.AddressFamily == AddressFamily.InterNetworkV6 ? BytesOfNetwork6 : BytesOfNetwork4).Clear();
        return new IPAddress(bytes).ToString();
    }
}
