using System.Buffers.Binary;
using System.Globalization;
using Keyway.Errors;

namespace Keyway.Kerberos.Pac;

/// <summary>A security identifier such as <c>S-1-5-21-1004336348-1177238915-682003330-512</c> ([MS-DTYP] 2.4.2).</summary>
public sealed class SecurityIdentifier : IEquatable<SecurityIdentifier>
{
    /// <summary>[MS-DTYP] 2.4.2.2: no more sub-authorities than this.</summary>
    public const int MaximumSubAuthorities = 15;

    private const long MaximumAuthority = 0xFFFF_FFFF_FFFF;

    private readonly uint[] _subAuthorities;

    private SecurityIdentifier(long authority, uint[] subAuthorities)
    {
        Authority = authority;
        _subAuthorities = subAuthorities;
    }

    /// <summary>The 48 bit identifier authority; 5 for Windows accounts.</summary>
    public long Authority { get; }

    /// <summary>Up to 15 numbers; the last one of an account is its relative identifier.</summary>
    public IReadOnlyList<uint> SubAuthorities => _subAuthorities;

    /// <summary>The last sub-authority, zero when there is none.</summary>
    public uint RelativeIdentifier => _subAuthorities.Length == 0 ? 0 : _subAuthorities[^1];

    /// <summary>True for an account or group of a domain: S-1-5-21-a-b-c-rid.</summary>
    public bool IsDomainAccount => Authority == 5 && _subAuthorities is [21, _, _, _, _];

    /// <summary>Bytes of the binary form: 8 and 4 for each sub-authority.</summary>
    public int BinaryLength => 8 + (4 * _subAuthorities.Length);

    /// <summary>The identifier without its last sub-authority: the domain of an account.</summary>
    public SecurityIdentifier Parent => new(Authority, _subAuthorities.Length == 0 ? [] : _subAuthorities[..^1]);

    /// <summary>The account with this relative identifier in the domain that this identifier names.</summary>
    public SecurityIdentifier Child(uint relativeIdentifier) => _subAuthorities.Length < MaximumSubAuthorities
        ? new(Authority, [.. _subAuthorities, relativeIdentifier])
        : throw new InvalidOperationException("A security identifier has at most 15 sub-authorities.");

    /// <summary>Reads the text form <c>S-1-authority-sub-sub…</c> in decimal.</summary>
    public static Result<SecurityIdentifier> Parse(string text)
    {
        var parts = text.Split('-', MaximumSubAuthorities + 4);
        if (parts.Length is < 3 or > MaximumSubAuthorities + 3 || parts[0] is not ("S" or "s") || parts[1] != "1"
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var authority) || authority > MaximumAuthority)
            return Catalogue.Kerberos.SecurityIdentifierMalformed;

        var subAuthorities = new uint[parts.Length - 3];
        for (var i = 0; i < subAuthorities.Length; i++)
        {
            if (!uint.TryParse(parts[i + 3], NumberStyles.None, CultureInfo.InvariantCulture, out subAuthorities[i]))
                return Catalogue.Kerberos.SecurityIdentifierMalformed;
        }

        return new SecurityIdentifier(authority, subAuthorities);
    }

    /// <summary>Reads the binary form, which must fill the span.</summary>
    public static Result<SecurityIdentifier> Parse(ReadOnlySpan<byte> binary)
    {
        if (binary.Length < 8 || binary[0] != 1 || binary[1] > MaximumSubAuthorities || binary.Length != 8 + (4 * binary[1]))
            return Catalogue.Kerberos.SecurityIdentifierMalformed;

        var authority = ((long)BinaryPrimitives.ReadUInt16BigEndian(binary[2..]) << 32) | BinaryPrimitives.ReadUInt32BigEndian(binary[4..]);
        var subAuthorities = new uint[binary[1]];
        for (var i = 0; i < subAuthorities.Length; i++)
            subAuthorities[i] = BinaryPrimitives.ReadUInt32LittleEndian(binary[(8 + (4 * i))..]);
        return new SecurityIdentifier(authority, subAuthorities);
    }

    /// <summary>Writes the binary form, <see cref="BinaryLength"/> bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        destination[0] = 1;
        destination[1] = (byte)_subAuthorities.Length;
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)(Authority >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], (uint)(Authority & 0xFFFF_FFFF));
        for (var i = 0; i < _subAuthorities.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(destination[(8 + (4 * i))..], _subAuthorities[i]);
    }

    /// <summary>The binary form.</summary>
    public byte[] ToBinary()
    {
        var binary = new byte[BinaryLength];
        WriteTo(binary);
        return binary;
    }

    public bool Equals(SecurityIdentifier? other) =>
        other is not null && Authority == other.Authority && _subAuthorities.AsSpan().SequenceEqual(other._subAuthorities);

    public override bool Equals(object? obj) => Equals(obj as SecurityIdentifier);

    public override int GetHashCode() => HashCode.Combine(Authority, _subAuthorities.Length, RelativeIdentifier);

    /// <summary>The text form.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"S-1-{Authority}")
        + string.Concat(_subAuthorities.Select(sub => string.Create(CultureInfo.InvariantCulture, $"-{sub}")));
}
