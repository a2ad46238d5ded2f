using System.Buffers.Binary;
using System.Text;

namespace Keyway.Kerberos.CredentialCaches;

/// <summary>Big-endian fields of a credential cache or a keytab. A read past the end gives zeros and marks the whole as failed, so that one question at the end decides.</summary>
internal ref struct CacheReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    /// <summary>True when something did not fit.</summary>
    public bool Failed { get; private set; }

    /// <summary>What is not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public readonly bool HasData => !Failed && !_rest.IsEmpty;

    public byte Byte() => Take(1) is { Length: 1 } bytes ? bytes[0] : (byte)0;

    public ushort UInt16() => Take(2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (ushort)0;

    public uint UInt32() => Take(4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    /// <summary>Bytes behind their 32 bit length.</summary>
    public ReadOnlySpan<byte> Data() => Take(UInt32());

    public string Text() => Encoding.UTF8.GetString(Data());

    /// <summary>Bytes behind their 16 bit length, as keytabs have them.</summary>
    public ReadOnlySpan<byte> ShortData() => Take(UInt16());

    /// <summary>A text behind its 16 bit length; a longer one than is allowed marks the whole as failed.</summary>
    public string ShortText(int maximumLength)
    {
        var bytes = ShortData();
        Failed |= bytes.Length > maximumLength;
        return Failed ? "" : Encoding.UTF8.GetString(bytes);
    }

    public DateTimeOffset Time() => DateTimeOffset.FromUnixTimeSeconds(UInt32());

    public ReadOnlySpan<byte> Take(uint count)
    {
        if (Failed || count > _rest.Length)
        {
            Failed = true;
            return default;
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}
