using System.Buffers.Binary;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Security;

/// <summary>An access control list ([MS-DTYP] 2.4.5).</summary>
/// <param name="Revision">2, or 4 where an entry has an object type.</param>
/// <param name="Entries">In the order in which they are weighed.</param>
internal sealed record AccessControlList(byte Revision, IReadOnlyList<AccessControlEntry> Entries)
{
    /// <summary>ACL_REVISION_DS.</summary>
    public const byte DirectoryRevision = 4;

    private const byte PlainRevision = 2;
    private const int HeaderLength = 8;
    private const int SmallestEntry = 4;

    public int Length => HeaderLength + Entries.Sum(entry => entry.Length);

    /// <summary>Reads the list at the start of the span; bytes behind its entries are slack, which [MS-DTYP] allows inside AclSize.</summary>
    public static Result<AccessControlList> Parse(ReadOnlySpan<byte> value)
    {
        if (value.Length < HeaderLength || value[0] is not (PlainRevision or DirectoryRevision))
            return Malformed("revision of a list");
        var size = BinaryPrimitives.ReadUInt16LittleEndian(value[2..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(value[4..]);
        if (size < HeaderLength || size > value.Length || count > (size - HeaderLength) / SmallestEntry)
            return Malformed("size of a list");

        var entries = new List<AccessControlEntry>(count);
        var rest = value[HeaderLength..size];
        for (var i = 0; i < count; i++)
        {
            if (rest.Length < SmallestEntry)
                return Malformed("count of a list");
            var length = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
            if (length < SmallestEntry || length > rest.Length)
                return Malformed("length of an entry");
            if (!AccessControlEntry.Parse(rest[..length]).TryGet(out var entry, out var refusal))
                return refusal;
            entries.Add(entry);
            rest = rest[length..];
        }

        return new AccessControlList(value[0], entries);
    }

    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        destination[..HeaderLength].Clear();
        destination[0] = Revision;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[2..], checked((ushort)Length));
        BinaryPrimitives.WriteUInt16LittleEndian(destination[4..], checked((ushort)Entries.Count));
        destination = destination[HeaderLength..];
        foreach (var entry in Entries)
        {
            entry.WriteTo(destination);
            destination = destination[entry.Length..];
        }
    }

    public bool Equals(AccessControlList? other) => other is not null && Revision == other.Revision && Entries.SequenceEqual(other.Entries);

    public override int GetHashCode() => HashCode.Combine(Revision, Entries.Count);

    private static Refusal Malformed(string part) => new(Catalogue.KerberosServerObject.SecurityDescriptorMalformed, part);
}
