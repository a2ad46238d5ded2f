using System.Buffers.Binary;
using System.Text;
using Keyway.Errors;

namespace Keyway.Kerberos.Pac;

/// <summary>UPN_DNS_INFO: the user's names ([MS-PAC] 2.10).</summary>
/// <param name="UserPrincipalName">The UPN.</param>
/// <param name="DnsDomainName">The domain's DNS name in upper case.</param>
/// <param name="UpnIsConstructed">True when the account has no UPN and this one was made of sAMAccountName and domain.</param>
/// <param name="SamAccountName">Null in the old form without the two last members.</param>
/// <param name="UserSid">Null in the old form.</param>
public sealed record UpnDnsInfo(string UserPrincipalName, string DnsDomainName, bool UpnIsConstructed, string? SamAccountName, SecurityIdentifier? UserSid)
{
    private const uint ConstructedFlag = 1;
    private const uint ExtendedFlag = 2;

    /// <summary>Reads the buffer; <see cref="Catalogue.Kerberos.PacMalformed"/> otherwise.</summary>
    public static Result<UpnDnsInfo> Parse(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length < 12)
            return Malformed;
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(buffer[8..]);
        if (!TryMember(buffer, 0, out var upn) || !TryMember(buffer, 4, out var dns))
            return Malformed;
        var (upnText, dnsText) = (Encoding.Unicode.GetString(upn), Encoding.Unicode.GetString(dns));
        if ((flags & ExtendedFlag) == 0)
            return new UpnDnsInfo(upnText, dnsText, (flags & ConstructedFlag) != 0, null, null);

        if (buffer.Length < 20 || !TryMember(buffer, 12, out var sam) || !TryMember(buffer, 16, out var sidBytes)
            || !SecurityIdentifier.Parse(sidBytes).TryGet(out var sid, out _))
            return Malformed;
        return new UpnDnsInfo(upnText, dnsText, (flags & ConstructedFlag) != 0, Encoding.Unicode.GetString(sam), sid);
    }

    public byte[] Encode()
    {
        var extended = SamAccountName is not null && UserSid is not null;
        var upn = Encoding.Unicode.GetBytes(UserPrincipalName);
        var dns = Encoding.Unicode.GetBytes(DnsDomainName);
        var sam = extended ? Encoding.Unicode.GetBytes(SamAccountName!) : [];
        var sid = extended ? UserSid!.ToBinary() : [];

        // Windows puts each member on a multiple of 8.
        var upnOffset = extended ? 24 : 16;
        var dnsOffset = Align(upnOffset + upn.Length);
        var samOffset = Align(dnsOffset + dns.Length);
        var sidOffset = Align(samOffset + sam.Length);
        var buffer = new byte[Align(sidOffset + sid.Length)];
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(8), (UpnIsConstructed ? ConstructedFlag : 0) | (extended ? ExtendedFlag : 0));
        Member(buffer, 0, upn, upnOffset);
        Member(buffer, 4, dns, dnsOffset);
        if (extended)
        {
            Member(buffer, 12, sam, samOffset);
            Member(buffer, 16, sid, sidOffset);
        }

        return buffer;
    }

    private static Refusal Malformed => new(Catalogue.Kerberos.PacMalformed, "user principal name");

    private static int Align(int offset) => (offset + 7) / 8 * 8;

    private static void Member(Span<byte> buffer, int header, ReadOnlySpan<byte> value, int offset)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[header..], checked((ushort)value.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(buffer[(header + 2)..], checked((ushort)offset));
        value.CopyTo(buffer[offset..]);
    }

    private static bool TryMember(ReadOnlySpan<byte> buffer, int header, out ReadOnlySpan<byte> value)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(buffer[header..]);
        var offset = BinaryPrimitives.ReadUInt16LittleEndian(buffer[(header + 2)..]);
        var fits = offset <= buffer.Length && length <= buffer.Length - offset;
        value = fits ? buffer.Slice(offset, length) : default;
        return fits;
    }
}
