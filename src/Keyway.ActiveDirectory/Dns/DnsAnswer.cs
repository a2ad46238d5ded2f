using System.Buffers.Binary;
using System.Net;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Dns;

/// <summary>A reply of a name server (RFC 1035 4.1), with the records of answer and additional section that we use.</summary>
/// <param name="ResponseCode">0 is success, 3 an unknown name.</param>
/// <param name="Truncated">Ask again over TCP.</param>
/// <param name="Records">In the order of the message; of the authority section none.</param>
internal sealed record DnsAnswer(int ResponseCode, bool Truncated, IReadOnlyList<DnsRecord> Records)
{
    public const int NoError = 0;
    public const int UnknownName = 3;

    private const int HeaderLength = 12;
    private const int InternetClass = 1;

    // A 64 KB message cannot hold many more that are of use; the rest is not read.
    private const int MaximumRecords = 2048;

    /// <summary>Reads a reply to exactly this question, and refuses any other.</summary>
    public static Result<DnsAnswer> Parse(ReadOnlySpan<byte> message, ushort id, string name, DnsRecordType type)
    {
        if (message.Length < HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(message) != id)
            return Malformed("header");

        var flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        var isReply = (flags & 0x8000) != 0 && (flags & 0x7800) == 0;
        var offset = HeaderLength;
        if (!isReply || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1
            || !CompressedName.TryRead(message, ref offset, out var asked) || !asked.Equals(name, StringComparison.OrdinalIgnoreCase)
            || message.Length < offset + 4
            || BinaryPrimitives.ReadUInt16BigEndian(message[offset..]) != (ushort)type
            || BinaryPrimitives.ReadUInt16BigEndian(message[(offset + 2)..]) != InternetClass)
            return Malformed("question");
        offset += 4;

        var truncated = (flags & 0x0200) != 0;
        var answers = BinaryPrimitives.ReadUInt16BigEndian(message[6..]);
        var authorities = BinaryPrimitives.ReadUInt16BigEndian(message[8..]);
        var additionals = BinaryPrimitives.ReadUInt16BigEndian(message[10..]);
        var records = new List<DnsRecord>();
        for (var i = 0; i < Math.Min(answers + authorities + additionals, MaximumRecords); i++)
        {
            if (!TryReadRecord(message, ref offset, out var record))
            {
                // A truncated message may end anywhere: its records are not used.
                if (truncated)
                    return new DnsAnswer(flags & 0xF, true, []);
                return Malformed("record");
            }

            if (record is not null && (i < answers || i >= answers + authorities))
                records.Add(record);
        }

        return new DnsAnswer(flags & 0xF, truncated, records);
    }

    private static bool TryReadRecord(ReadOnlySpan<byte> message, ref int offset, out DnsRecord? record)
    {
        record = null;
        if (!CompressedName.TryRead(message, ref offset, out var owner) || message.Length < offset + 10)
            return false;

        var type = (DnsRecordType)BinaryPrimitives.ReadUInt16BigEndian(message[offset..]);
        var isInternet = BinaryPrimitives.ReadUInt16BigEndian(message[(offset + 2)..]) == InternetClass;
        var start = offset + 10;
        var end = start + BinaryPrimitives.ReadUInt16BigEndian(message[(offset + 8)..]);
        if (end > message.Length)
            return false;
        offset = end;
        return !isInternet || TryReadData(message, owner, type, start, end, out record);
    }

    private static bool TryReadData(ReadOnlySpan<byte> message, string owner, DnsRecordType type, int start, int end, out DnsRecord? record)
    {
        record = null;
        var data = message[start..end];
        var position = start;
        switch (type)
        {
            case DnsRecordType.A when data.Length == 4:
            case DnsRecordType.Aaaa when data.Length == 16:
                record = new DnsRecord.Address(owner, new IPAddress(data));
                return true;
            case DnsRecordType.Cname:
                if (!CompressedName.TryRead(message, ref position, out var alias) || position != end)
                    return false;
                record = new DnsRecord.Alias(owner, alias);
                return true;
            case DnsRecordType.Srv:
                position += 6;
                if (data.Length < 7 || !CompressedName.TryRead(message, ref position, out var target) || position != end)
                    return false;
                record = new DnsRecord.Service(
                    owner, BinaryPrimitives.ReadUInt16BigEndian(data), BinaryPrimitives.ReadUInt16BigEndian(data[2..]), BinaryPrimitives.ReadUInt16BigEndian(data[4..]), target);
                return true;
            default:
                return type is not (DnsRecordType.A or DnsRecordType.Aaaa);
        }
    }

    private static Refusal Malformed(string part) => new(Catalogue.ActiveDirectory.DnsAnswerMalformed, part);
}
