using System.Buffers.Binary;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>
/// Reads <c>Registry.pol</c> ([MS-GPREG] 2.2.1): the signature <c>PReg</c>, version 1, then <c>[key;value;type;size;data]</c> with brackets, semicolons and strings in UTF-16LE, each
/// string ended by a zero. A file that breaks this anywhere is refused whole, because nobody knows what its author meant.
/// </summary>
public static class PolicyRegistryFile
{
    /// <summary>Bytes; policy editors write some kilobytes.</summary>
    public const int MaximumLength = 8 << 20;

    private const int HeaderLength = 8;
    private const uint Version = 1;

    // [MS-GPREG] 2.2.1 bounds the data and names of values; a path of keys is bounded by the registry.
    private const int MaximumData = 65_535;
    private const int MaximumName = 16_383;
    private const int MaximumKey = 1024;

    /// <summary>Reads a file; <c>KW3283</c>, <c>KW3284</c>.</summary>
    public static Result<IReadOnlyList<PolicyRegistryEntry>> Parse(ReadOnlyMemory<byte> content)
    {
        var file = content.Span;
        if (file.Length > MaximumLength)
            return new Refusal(Catalogue.Policies.RegistryFileTooLarge, $"{file.Length} bytes");
        if (file.Length < HeaderLength || !file[..4].SequenceEqual("PReg"u8) || BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) != Version)
            return Malformed("signature or version", 0);

        var entries = new List<PolicyRegistryEntry>();
        var at = HeaderLength;
        while (at < file.Length)
        {
            var start = at;
            if (!Take(file, ref at, '[') || !Text(file, ref at, MaximumKey, out var key) || key.Length == 0 || !Take(file, ref at, ';')
                || !Text(file, ref at, MaximumName, out var name) || !Take(file, ref at, ';'))
                return Malformed("key or value name", start);
            if (!Number(file, ref at, out var type) || !Take(file, ref at, ';') || !Number(file, ref at, out var size) || !Take(file, ref at, ';'))
                return Malformed("type or size", start);
            if (size > MaximumData || size > (uint)(file.Length - at))
                return Malformed("data", start);
            var data = content.Slice(at, (int)size);
            at += (int)size;
            if (!Take(file, ref at, ']'))
                return Malformed("end", start);
            entries.Add(new PolicyRegistryEntry(key, name, type, data));
        }

        return entries;
    }

    private static bool Take(ReadOnlySpan<byte> file, ref int at, char expected)
    {
        if (file.Length - at < 2 || BinaryPrimitives.ReadUInt16LittleEndian(file[at..]) != expected)
            return false;
        at += 2;
        return true;
    }

    private static bool Number(ReadOnlySpan<byte> file, ref int at, out uint number)
    {
        number = 0;
        if (file.Length - at < 4)
            return false;
        number = BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);
        at += 4;
        return true;
    }

    private static bool Text(ReadOnlySpan<byte> file, ref int at, int longest, out string text)
    {
        text = string.Empty;
        for (var end = at; end + 2 <= file.Length && end - at <= 2 * longest; end += 2)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(file[end..]) != 0)
                continue;
            text = System.Text.Encoding.Unicode.GetString(file[at..end]);
            at = end + 2;
            return true;
        }

        return false;
    }

    private static Refusal Malformed(string part, int at) => new(Catalogue.Policies.RegistryFileMalformed, $"{part} at byte {at}");
}
