using System.Buffers.Binary;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Security;

/// <summary>A self-relative security descriptor ([MS-DTYP] 2.4.6).</summary>
internal sealed record SecurityDescriptor
{
    private const int HeaderLength = 20;
    private const int MaximumLength = 0x2_0000 + HeaderLength + 200;

    public SecurityDescriptorControl Control { get; init; }

    /// <summary>Null when it was not asked for.</summary>
    public SecurityIdentifier? Owner { get; init; }

    public SecurityIdentifier? Group { get; init; }

    /// <summary>The audit list.</summary>
    public AccessControlList? Sacl { get; init; }

    /// <summary>Null means that everyone may do everything, when <see cref="SecurityDescriptorControl.DaclPresent"/> is set or not.</summary>
    public AccessControlList? Dacl { get; init; }

    /// <summary>Reads a descriptor; <c>KW1512</c> when an offset or a length leaves it.</summary>
    public static Result<SecurityDescriptor> Parse(ReadOnlySpan<byte> value)
    {
        if (value.Length is < HeaderLength or > MaximumLength || value[0] != 1)
            return Malformed("revision");
        var control = (SecurityDescriptorControl)BinaryPrimitives.ReadUInt16LittleEndian(value[2..]);
        if (!control.HasFlag(SecurityDescriptorControl.SelfRelative))
            return Malformed("control");

        if (!Sid(value, 4).TryGet(out var owner, out var refusal)
            || !Sid(value, 8).TryGet(out var group, out refusal)
            || !List(value, 12, control.HasFlag(SecurityDescriptorControl.SaclPresent)).TryGet(out var sacl, out refusal)
            || !List(value, 16, control.HasFlag(SecurityDescriptorControl.DaclPresent)).TryGet(out var dacl, out refusal))
            return refusal;
        return new SecurityDescriptor { Control = control, Owner = owner.Value, Group = group.Value, Sacl = sacl.Value, Dacl = dacl.Value };
    }

    /// <summary>The descriptor in bytes. The control word is written as it stands, with SelfRelative.</summary>
    public byte[] ToBinary()
    {
        var length = HeaderLength + (Owner?.BinaryLength ?? 0) + (Group?.BinaryLength ?? 0) + (Sacl?.Length ?? 0) + (Dacl?.Length ?? 0);
        var binary = new byte[length];
        binary[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(binary.AsSpan(2), (ushort)(Control | SecurityDescriptorControl.SelfRelative));
        var next = HeaderLength;
        Write(binary, 12, ref next, Sacl?.Length, span => Sacl!.WriteTo(span));
        Write(binary, 16, ref next, Dacl?.Length, span => Dacl!.WriteTo(span));
        Write(binary, 4, ref next, Owner?.BinaryLength, span => Owner!.WriteTo(span));
        Write(binary, 8, ref next, Group?.BinaryLength, span => Group!.WriteTo(span));
        return binary;
    }

    private static void Write(byte[] binary, int field, ref int next, int? length, SpanAction write)
    {
        if (length is null)
            return;
        BinaryPrimitives.WriteUInt32LittleEndian(binary.AsSpan(field), (uint)next);
        write(binary.AsSpan(next, length.Value));
        next += length.Value;
    }

    private static Result<Optional<SecurityIdentifier>> Sid(ReadOnlySpan<byte> value, int field)
    {
        if (!TryPart(value, field, 8, out var part))
            return Malformed("offset of a SID");
        if (part.IsEmpty)
            return default(Optional<SecurityIdentifier>);
        var length = 8 + (4 * part[1]);
        return length <= part.Length && SecurityIdentifier.Parse(part[..length]).TryGet(out var sid, out _)
            ? new Optional<SecurityIdentifier>(sid)
            : Malformed("owner or group");
    }

    private static Result<Optional<AccessControlList>> List(ReadOnlySpan<byte> value, int field, bool isPresent)
    {
        if (!TryPart(value, field, 8, out var part))
            return Malformed("offset of a list");

        // A list that the control word does not announce is not one.
        if (part.IsEmpty || !isPresent)
            return default(Optional<AccessControlList>);
        return AccessControlList.Parse(part).TryGet(out var list, out var refusal) ? new Optional<AccessControlList>(list) : refusal;
    }

    // An empty part for offset zero: there is none.
    private static bool TryPart(ReadOnlySpan<byte> value, int field, int smallest, out ReadOnlySpan<byte> part)
    {
        part = [];
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(value[field..]);
        if (offset == 0)
            return true;
        if (offset < HeaderLength || offset > (uint)(value.Length - smallest))
            return false;
        part = value[(int)offset..];
        return true;
    }

    private static Refusal Malformed(string part) => new(Catalogue.KerberosServerObject.SecurityDescriptorMalformed, part);

    private delegate void SpanAction(Span<byte> destination);

    // A result holds no null.
    private readonly record struct Optional<T>(T? Value);
}
