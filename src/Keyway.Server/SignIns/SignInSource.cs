using System.Net;
using Keyway.Server.Web;

namespace Keyway.Server.SignIns;

/// <summary>From where a sign-in came.</summary>
/// <param name="Address">Of the client, as text.</param>
/// <param name="UserAgent">As the client calls itself: cut to 256 characters, nothing in it that could look like another line; empty when it says nothing.</param>
/// <param name="Trace">The request's trace id, as in the log.</param>
internal sealed record SignInSource(string Address, string UserAgent, string Trace)
{
    public static SignInSource Of(HttpContext http) => new(
        Text(http.Connection.RemoteIpAddress), LogText.Of(http.Request.Headers.UserAgent.ToString()), http.TraceIdentifier);

    private static string Text(IPAddress? address) => (address switch
    {
        null => IPAddress.None,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        // The name of the server's own interface is nobody's address.
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, ScopeId: not 0 } => new IPAddress(address.GetAddressBytes()),
        _ => address,
    }).ToString();
}
