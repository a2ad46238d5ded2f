using System.Net;

namespace Keyway.ActiveDirectory.Dns;

/// <summary>A host that offers a service, with the addresses that came along, if any.</summary>
internal sealed record ServiceTarget(string Host, int Port, IReadOnlyList<IPAddress> Addresses);
