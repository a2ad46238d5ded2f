using System.Net;

namespace Keyway.ActiveDirectory.Dns;

/// <summary>A resource record of a kind that we use.</summary>
internal abstract record DnsRecord(string Owner)
{
    public sealed record Address(string Owner, IPAddress Value) : DnsRecord(Owner);

    public sealed record Alias(string Owner, string Target) : DnsRecord(Owner);

    public sealed record Service(string Owner, int Priority, int Weight, int Port, string Target) : DnsRecord(Owner);
}
