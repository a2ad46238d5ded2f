using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Keyway.ActiveDirectory.Security;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests.Security;

/// <summary>The codec of security descriptors on recorded bytes, on all that it can write, and on lies.</summary>
public sealed class SecurityDescriptorTests
{
    private static readonly Gen<SecurityIdentifier> Identifiers =
        from authority in Gen.Choose(0, 16)
        from subAuthorities in Gen.ArrayOf(Gen.Choose(0, int.MaxValue))
        select SecurityIdentifier.Parse($"S-1-{authority}{string.Concat(subAuthorities.Take(15).Select(sub => $"-{sub}"))}").Value;

    private static readonly Gen<Guid?> Guids = Gen.OneOf(Gen.Constant<Guid?>(null), Gen.Choose(0, int.MaxValue).Select(number => (Guid?)new Guid(number, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10])));

    private static readonly Gen<AccessControlEntry> Entries =
        from type in Gen.Elements<byte>(0, 1, 2, 5, 6, 7, 9, 10, 11, 12, 17, 200)
        from flags in Gen.Choose(0, 255)
        from mask in Gen.Choose(0, int.MaxValue)
        from trustee in Identifiers
        from objectType in Guids
        from inheritedObjectType in Guids
        from rest in Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value))
        select Entry(type, (AceFlags)flags, (AccessMask)mask, trustee, objectType, inheritedObjectType, rest);

    private static readonly Gen<AccessControlList?> Lists = Gen.OneOf(
        Gen.Constant<AccessControlList?>(null),
        Gen.ArrayOf(Entries).Select(entries => (AccessControlList?)new AccessControlList(AccessControlList.DirectoryRevision, entries)));

    private static readonly Gen<SecurityDescriptor> Descriptors =
        from owner in Identifiers
        from dacl in Lists
        from sacl in Lists
        select new SecurityDescriptor
        {
            Control = SecurityDescriptorControl.SelfRelative | (dacl is null ? 0 : SecurityDescriptorControl.DaclPresent) | (sacl is null ? 0 : SecurityDescriptorControl.SaclPresent),
            Owner = owner,
            Group = dacl is null ? null : owner,
            Dacl = dacl,
            Sacl = sacl,
        };

    private static byte[] Recorded => Vectors.Cases("security-descriptor")[0].Bytes("value");

    [Fact]
    public void Recorded_descriptors_are_read_whole_and_written_again()
    {
        foreach (var vector in Vectors.Cases("security-descriptor"))
        {
            var bytes = vector.Bytes("value");
            var descriptor = SecurityDescriptor.Parse(bytes).Value;

            Assert.Equal(vector.Number("entries"), descriptor.Dacl!.Entries.Count);
            Assert.NotNull(descriptor.Owner);
            Assert.NotNull(descriptor.Group);
            Assert.True(descriptor.Control.HasFlag(SecurityDescriptorControl.DaclAutoInherited));
            var written = descriptor.ToBinary();
            Assert.Equal(bytes.Length, written.Length);
            Assert.Equal(descriptor, SecurityDescriptor.Parse(written).Value);
        }
    }

    [Fact]
    public void A_recorded_extended_right_is_the_one_that_we_would_write()
    {
        var change = Guid.Parse("ab721a53-1e2f-11d0-9819-00aa0040529b");
        var entries = SecurityDescriptor.Parse(Recorded).Value.Dacl!.Entries;

        Assert.Contains(AccessControlEntry.ExtendedRight(SecurityIdentifier.Parse("S-1-5-10").Value, change), entries);
        Assert.Contains(AccessControlEntry.ExtendedRight(SecurityIdentifier.Parse("S-1-1-0").Value, change), entries);
    }

    [Fact]
    public void What_is_written_is_read_as_it_was() => Prop.ForAll(Descriptors.ToArbitrary(), descriptor =>
    {
        var read = SecurityDescriptor.Parse(descriptor.ToBinary());
        return read.Succeeded && read.Value == descriptor;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Damaged_descriptors_are_refused_or_read() => Mutations.Survive(Recorded, bytes => SecurityDescriptor.Parse(bytes));

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 0)]
    public void Another_revision_or_an_absolute_one_is_refused(int at, byte value)
    {
        var bytes = Recorded;
        bytes[at] = value;

        Assert.Equal(Catalogue.KerberosServerObject.SecurityDescriptorMalformed, SecurityDescriptor.Parse(bytes).Refusal.Error);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    public void An_offset_outside_or_into_the_header_is_refused(int field)
    {
        foreach (var offset in (uint[])[1, 19, (uint)Recorded.Length, uint.MaxValue, int.MaxValue])
        {
            var bytes = Recorded;
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(field), offset);

            Assert.False(SecurityDescriptor.Parse(bytes).Succeeded);
        }
    }

    [Fact]
    public void A_count_or_a_length_that_lies_is_refused()
    {
        var list = (int)BinaryPrimitives.ReadUInt32LittleEndian(Recorded.AsSpan(16));
        foreach (var (at, value) in new (int, ushort)[] { (2, ushort.MaxValue), (2, 0), (4, ushort.MaxValue), (8 + 2, 0), (8 + 2, 3), (8 + 2, ushort.MaxValue), (8 + 2, 8) })
        {
            var bytes = Recorded;
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(list + at), value);

            Assert.False(SecurityDescriptor.Parse(bytes).Succeeded);
        }
    }

    [Fact]
    public void A_list_that_is_not_announced_is_none()
    {
        var bytes = Recorded;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), 0x8000);

        Assert.Null(SecurityDescriptor.Parse(bytes).Value.Dacl);
    }

    // Of an entry of another type only flags and body are known.
    private static AccessControlEntry Entry(byte type, AceFlags flags, AccessMask mask, SecurityIdentifier trustee, Guid? objectType, Guid? inheritedObjectType, byte[] rest) => (AceType)type switch
    {
        AceType.Allowed or AceType.Denied or AceType.AllowedCallback or AceType.DeniedCallback => new() { Type = (AceType)type, Flags = flags, Mask = mask, Trustee = trustee, Rest = rest },
        AceType.AllowedObject or AceType.DeniedObject or AceType.AllowedCallbackObject or AceType.DeniedCallbackObject =>
            new() { Type = (AceType)type, Flags = flags, Mask = mask, ObjectType = objectType, InheritedObjectType = inheritedObjectType, Trustee = trustee, Rest = rest },
        _ => new() { Type = (AceType)type, Flags = flags, Rest = rest },
    };
}
