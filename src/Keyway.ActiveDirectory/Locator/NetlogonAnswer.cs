using System.Buffers.Binary;
using Keyway.ActiveDirectory.Dns;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Locator;

/// <summary>NETLOGON_SAM_LOGON_RESPONSE_EX ([MS-ADTS] 6.3.1.9).</summary>
internal sealed record NetlogonAnswer
{
    private const int Known = 23;
    private const int UnknownUser = 25;
    private const int FixedLength = 24;

    public required DomainControllerFlags Flags { get; init; }

    public required Guid DomainGuid { get; init; }

    public required string ForestName { get; init; }

    public required string DomainName { get; init; }

    public required string HostName { get; init; }

    public required string NetBiosDomain { get; init; }

    public required string? DcSite { get; init; }

    public required string? ClientSite { get; init; }

    /// <summary>Reads the structure; what may follow the client's site is not ours.</summary>
    public static Result<NetlogonAnswer> Parse(ReadOnlySpan<byte> value)
    {
        if (value.Length < FixedLength || BinaryPrimitives.ReadUInt16LittleEndian(value) is not (Known or UnknownUser))
            return new Refusal(Catalogue.ActiveDirectory.NetlogonAnswerMalformed, "operation");

        var offset = FixedLength;
        if (!CompressedName.TryRead(value, ref offset, out var forest)
            || !CompressedName.TryRead(value, ref offset, out var domain)
            || !CompressedName.TryRead(value, ref offset, out var host)
            || !CompressedName.TryRead(value, ref offset, out var netBiosDomain)
            || !CompressedName.TryRead(value, ref offset, out _)
            || !CompressedName.TryRead(value, ref offset, out _)
            || !CompressedName.TryRead(value, ref offset, out var dcSite)
            || !CompressedName.TryRead(value, ref offset, out var clientSite))
            return new Refusal(Catalogue.ActiveDirectory.NetlogonAnswerMalformed, "names");
        if (!Dns.HostName.IsValid(forest) || !Dns.HostName.IsValid(domain) || !Dns.HostName.IsValid(host))
            return new Refusal(Catalogue.ActiveDirectory.NetlogonAnswerMalformed, "a name is no DNS name");

        return new NetlogonAnswer
        {
            Flags = (DomainControllerFlags)BinaryPrimitives.ReadUInt32LittleEndian(value[4..]),
            DomainGuid = new Guid(value.Slice(8, 16)),
            ForestName = forest,
            DomainName = domain,
            HostName = host,
            NetBiosDomain = netBiosDomain,
            DcSite = dcSite.Length == 0 ? null : dcSite,
            ClientSite = clientSite.Length == 0 ? null : clientSite,
        };
    }
}
