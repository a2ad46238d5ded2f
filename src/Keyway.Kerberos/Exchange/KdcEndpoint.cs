using System.Net;

namespace Keyway.Kerberos.Exchange;

/// <summary>Where one key distribution center answers.</summary>
/// <param name="Host">Its DNS name, for messages and, without an address, for the resolver.</param>
/// <param name="Address">Its address when it is known already.</param>
/// <param name="Port">UDP and TCP port.</param>
public sealed record KdcEndpoint(string Host, IPAddress? Address = null, int Port = 88)
{
    public override string ToString() => Address is null ? $"{Host}:{Port}" : $"{Host} ({Address}:{Port})";
}
