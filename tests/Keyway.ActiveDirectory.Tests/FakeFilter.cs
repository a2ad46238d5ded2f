using System.Formats.Asn1;
using System.Text;

namespace Keyway.ActiveDirectory.Tests;

/// <summary>A filter that arrived at a <see cref="FakeDirectory"/> (RFC 4511 4.5.1.7), weighed as a domain controller weighs it: the parts that this room sends.</summary>
internal sealed record FakeFilter(ReadOnlyMemory<byte> Encoded)
{
    private const int And = 0;
    private const int Or = 1;
    private const int Not = 2;
    private const int Equality = 3;
    private const int Substrings = 4;
    private const int Present = 7;
    private const int Extensible = 9;

    /// <summary>Whether it asks anywhere for a rule of its own, such as <i>in chain</i>.</summary>
    public bool HasRule => Holds(Read(), part => part.PeekTag().TagValue == Extensible);

    /// <param name="values">What the object has of an attribute.</param>
    /// <param name="inChain">Whether the object belongs to that name, however far.</param>
    public bool Matches(Func<string, IReadOnlyList<byte[]>> values, Func<string, bool> inChain) => Matches(Read(), values, inChain);

    private AsnReader Read() => new(Encoded, AsnEncodingRules.BER);

    private static bool Holds(AsnReader part, Func<AsnReader, bool> wanted)
    {
        if (wanted(part))
            return true;
        var tag = part.PeekTag();
        if (tag.TagValue is not (And or Or or Not))
            return false;
        for (var inner = Inside(part, tag); inner.HasData; inner.ReadEncodedValue())
        {
            if (Holds(new AsnReader(inner.PeekEncodedValue(), AsnEncodingRules.BER), wanted))
                return true;
        }

        return false;
    }

    private static bool Matches(AsnReader part, Func<string, IReadOnlyList<byte[]>> values, Func<string, bool> inChain)
    {
        var tag = part.PeekTag();
        if (tag.TagValue == Present)
            return values(Encoding.UTF8.GetString(part.ReadOctetString(tag))).Count > 0;
        var inner = Inside(part, tag);
        switch (tag.TagValue)
        {
            case And or Or:
                var any = false;
                var all = true;
                while (inner.HasData)
                {
                    var matches = Matches(new AsnReader(inner.ReadEncodedValue(), AsnEncodingRules.BER), values, inChain);
                    any |= matches;
                    all &= matches;
                }

                return tag.TagValue == And ? all : any;
            case Not:
                return !Matches(inner, values, inChain);
            case Equality:
                var name = Encoding.UTF8.GetString(inner.ReadOctetString());
                var value = inner.ReadOctetString();
                return values(name).Any(own => name is "objectGUID" or "objectSid" ? own.AsSpan().SequenceEqual(value) : Text(own).Equals(Text(value), StringComparison.OrdinalIgnoreCase));
            case Substrings:
                var attribute = Encoding.UTF8.GetString(inner.ReadOctetString());
                var begins = Text(inner.ReadSequence().ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0)));
                return values(attribute).Any(own => Text(own).StartsWith(begins, StringComparison.OrdinalIgnoreCase));
            case Extensible:
                Assert.Equal("1.2.840.113556.1.4.1941", Text(inner.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 1))));
                Assert.Equal("memberOf", Text(inner.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 2))));
                return inChain(Text(inner.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 3))));
            default:
                throw new NotSupportedException($"filter {tag}");
        }
    }

    // And and Or are sets, Not is an explicit tag, the others are sequences: all of them hold their parts.
    private static AsnReader Inside(AsnReader part, Asn1Tag tag) => part.ReadSequence(new Asn1Tag(tag.TagClass, tag.TagValue));

    private static string Text(byte[] value) => Encoding.UTF8.GetString(value);
}
