using System.Buffers.Binary;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Security;

/// <summary>One entry of an access control list ([MS-DTYP] 2.4.4).</summary>
internal sealed record AccessControlEntry
{
    private const int HeaderLength = 4;
    private const uint ObjectTypePresent = 1;
    private const uint InheritedObjectTypePresent = 2;

    public required AceType Type { get; init; }

    public AceFlags Flags { get; init; }

    public AccessMask Mask { get; init; }

    /// <summary>The extended right, property, property set or class that the entry is about; null for all.</summary>
    public Guid? ObjectType { get; init; }

    /// <summary>The class of object that inherits the entry; null for all.</summary>
    public Guid? InheritedObjectType { get; init; }

    /// <summary>Whom it concerns; null for an entry of a type that decides no access.</summary>
    public SecurityIdentifier? Trustee { get; init; }

    /// <summary>What follows the trustee, such as a condition; the whole body of an entry of another type. As it came.</summary>
    public ReadOnlyMemory<byte> Rest { get; init; }

    public bool IsDeny => Type is AceType.Denied or AceType.DeniedObject or AceType.DeniedCallback or AceType.DeniedCallbackObject;

    public bool IsConditional => Type is AceType.AllowedCallback or AceType.DeniedCallback or AceType.AllowedCallbackObject or AceType.DeniedCallbackObject;

    public bool IsInherited => Flags.HasFlag(AceFlags.Inherited);

    public int Length => HeaderLength + (Trustee is null ? 0 : 4 + (IsObject(Type) ? 4 + (ObjectType is null ? 0 : 16) + (InheritedObjectType is null ? 0 : 16) : 0) + Trustee.BinaryLength) + Rest.Length;

    /// <summary>Allows one extended right on the object itself.</summary>
    public static AccessControlEntry ExtendedRight(SecurityIdentifier trustee, Guid right) =>
        new() { Type = AceType.AllowedObject, Mask = AccessMask.ControlAccess, ObjectType = right, Trustee = trustee };

    /// <summary>Reads the entry that fills the span; <c>KW1512</c> when a length lies.</summary>
    public static Result<AccessControlEntry> Parse(ReadOnlySpan<byte> value)
    {
        if (value.Length < HeaderLength || BinaryPrimitives.ReadUInt16LittleEndian(value[2..]) != value.Length)
            return Malformed("length of an entry");

        var entry = new AccessControlEntry { Type = (AceType)value[0], Flags = (AceFlags)value[1] };
        var body = value[HeaderLength..];
        if (!Enum.IsDefined(entry.Type))
            return entry with { Rest = body.ToArray() };
        if (body.Length < 4)
            return Malformed("mask of an entry");

        entry = entry with { Mask = (AccessMask)BinaryPrimitives.ReadUInt32LittleEndian(body) };
        body = body[4..];
        if (IsObject(entry.Type) && !ReadObjectTypes(ref entry, ref body))
            return Malformed("object type of an entry");
        if (body.Length < 8 || body.Length < 8 + (4 * body[1]) || !SecurityIdentifier.Parse(body[..(8 + (4 * body[1]))]).TryGet(out var trustee, out _))
            return Malformed("trustee of an entry");
        return entry with { Trustee = trustee, Rest = body[trustee.BinaryLength..].ToArray() };
    }

    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        destination[0] = (byte)Type;
        destination[1] = (byte)Flags;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[2..], checked((ushort)Length));
        destination = destination[HeaderLength..];
        if (Trustee is not null)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)Mask);
            destination = destination[4..];
            if (IsObject(Type))
                destination = WriteObjectTypes(destination);
            Trustee.WriteTo(destination);
            destination = destination[Trustee.BinaryLength..];
        }

        Rest.Span.CopyTo(destination);
    }

    public bool Equals(AccessControlEntry? other) =>
        other is not null && Type == other.Type && Flags == other.Flags && Mask == other.Mask && ObjectType == other.ObjectType && InheritedObjectType == other.InheritedObjectType
        && Equals(Trustee, other.Trustee) && Rest.Span.SequenceEqual(other.Rest.Span);

    public override int GetHashCode() => HashCode.Combine(Type, Flags, Mask, ObjectType, InheritedObjectType, Trustee, Rest.Length);

    private static bool IsObject(AceType type) => type is AceType.AllowedObject or AceType.DeniedObject or AceType.AllowedCallbackObject or AceType.DeniedCallbackObject;

    // Windows leaves out what the flags do not announce ([MS-DTYP] 2.4.4.3); flags of the future would change the layout.
    private static bool ReadObjectTypes(ref AccessControlEntry entry, ref ReadOnlySpan<byte> body)
    {
        if (body.Length < 4)
            return false;
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(body);
        body = body[4..];
        if ((flags & ~(ObjectTypePresent | InheritedObjectTypePresent)) != 0)
            return false;
        if ((flags & ObjectTypePresent) != 0)
        {
            if (body.Length < 16)
                return false;
            entry = entry with { ObjectType = new Guid(body[..16]) };
            body = body[16..];
        }

        if ((flags & InheritedObjectTypePresent) != 0)
        {
            if (body.Length < 16)
                return false;
            entry = entry with { InheritedObjectType = new Guid(body[..16]) };
            body = body[16..];
        }

        return true;
    }

    private static Refusal Malformed(string part) => new(Catalogue.KerberosServerObject.SecurityDescriptorMalformed, part);

    private Span<byte> WriteObjectTypes(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, (ObjectType is null ? 0 : ObjectTypePresent) | (InheritedObjectType is null ? 0 : InheritedObjectTypePresent));
        destination = destination[4..];
        foreach (var guid in new[] { ObjectType, InheritedObjectType })
        {
            if (guid is null)
                continue;
            guid.Value.TryWriteBytes(destination);
            destination = destination[16..];
        }

        return destination;
    }
}
