using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Text;
using Keyway.ActiveDirectory.Dns;

namespace Keyway.ActiveDirectory.Locator;

/// <summary>A netlogon ping on its way to a domain controller and back, as one sees it who stands between and answers key lists ([MS-ADTS] 6.3.3, 6.3.1.9).</summary>
public static class NetlogonRelay
{
    /// <summary>More than any ping or its answer has.</summary>
    public const int MaximumLength = 4096;

    private const int FlagsOffset = 4;
    private const int NamesOffset = 24;

    // Forest, domain, host: the third is the domain controller's own.
    private const int HostName = 2;
    private const int Names = 8;

    private static readonly Asn1Tag SearchRequest = new(TagClass.Application, 3, true);
    private static readonly Asn1Tag SearchEntry = new(TagClass.Application, 4, true);

    /// <summary>True for a search of the root DSE for netlogon and nothing else: no other question of LDAP passes.</summary>
    public static bool IsPing(ReadOnlyMemory<byte> datagram)
    {
        if (datagram.Length > MaximumLength)
            return false;
        try
        {
            var message = new AsnReader(datagram, AsnEncodingRules.BER).ReadSequence();
            message.ReadInteger();
            var search = message.ReadSequence(SearchRequest);
            if (search.ReadOctetString().Length != 0)
                return false;

            // Scope, aliases, size, time, types only, filter.
            for (var i = 0; i < 6; i++)
                search.ReadEncodedValue();
            var attributes = search.ReadSequence();
            return Encoding.ASCII.GetString(attributes.ReadOctetString()).Equals("netlogon", StringComparison.OrdinalIgnoreCase) && !attributes.HasData;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    /// <summary>The domain controller's answer with the flag that it answers key lists; null when the datagram is no such answer, such as the end of a search that found nothing.</summary>
    /// <param name="datagram">As it came; stays as it is.</param>
    /// <param name="hostName">The DNS name that the answer gives in place of the domain controller's; null leaves that one.</param>
    public static byte[]? Announce(ReadOnlyMemory<byte> datagram, string? hostName)
    {
        try
        {
            if (datagram.Length > MaximumLength)
                return null;
            var all = new AsnReader(datagram, AsnEncodingRules.BER);
            var message = all.ReadSequence();
            var id = message.ReadIntegerBytes();
            var entry = message.ReadSequence(SearchEntry);
            entry.ReadOctetString();
            var attribute = entry.ReadSequence().ReadSequence();
            var name = attribute.ReadOctetString();
            if (!Encoding.ASCII.GetString(name).Equals("netlogon", StringComparison.OrdinalIgnoreCase))
                return null;
            var value = attribute.ReadSetOf(skipSortOrderValidation: true).ReadOctetString();
            if (!NetlogonAnswer.Parse(value).TryGet(out var answer, out _) || Rewrite(value, (uint)(answer.Flags | DomainControllerFlags.KeyList), hostName) is not { } rewritten)
                return null;

            var writer = new AsnWriter(AsnEncodingRules.BER);
            using (writer.PushSequence())
            {
                writer.WriteInteger(id.Span);
                using (writer.PushSequence(SearchEntry))
                {
                    writer.WriteOctetString([]);
                    using (writer.PushSequence())
                    using (writer.PushSequence())
                    {
                        writer.WriteOctetString(name);
                        using (writer.PushSetOf())
                            writer.WriteOctetString(rewritten);
                    }
                }
            }

            // The end of the search follows in the same datagram.
            var first = writer.Encode();
            return [.. first, .. datagram.Span[(datagram.Length - Rest(all))..]];
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static int Rest(AsnReader all)
    {
        var length = 0;
        while (all.HasData)
            length += all.ReadEncodedValue().Length;
        return length;
    }

    private static byte[]? Rewrite(ReadOnlySpan<byte> value, uint flags, string? hostName)
    {
        byte[] rewritten;
        if (hostName is null)
            rewritten = value.ToArray();
        else
        {
            // Names may point at each other: with one of another length all of them are written out.
            var offset = NamesOffset;
            using var names = new MemoryStream();
            for (var i = 0; i < Names; i++)
            {
                if (!CompressedName.TryRead(value, ref offset, out var name))
                    return null;
                foreach (var label in (i == HostName ? hostName : name).Split('.', StringSplitOptions.RemoveEmptyEntries))
                {
                    var bytes = Encoding.UTF8.GetBytes(label);
                    names.WriteByte((byte)bytes.Length);
                    names.Write(bytes);
                }

                names.WriteByte(0);
            }

            rewritten = [.. value[..NamesOffset], .. names.ToArray(), .. value[offset..]];
        }

        BinaryPrimitives.WriteUInt32LittleEndian(rewritten.AsSpan(FlagsOffset), flags);
        return rewritten;
    }
}
