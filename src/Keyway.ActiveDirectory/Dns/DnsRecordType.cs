namespace Keyway.ActiveDirectory.Dns;

/// <summary>RFC 1035 3.2.2, RFC 3596 2.1, RFC 2782.</summary>
internal enum DnsRecordType : ushort
{
    A = 1,
    Cname = 5,
    Aaaa = 28,
    Srv = 33,
}
