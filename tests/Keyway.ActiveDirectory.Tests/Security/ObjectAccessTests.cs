using Keyway.ActiveDirectory.Security;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests.Security;

/// <summary>How access is evaluated: [MS-ADTS] 5.1.3.3, entry by entry.</summary>
public sealed class ObjectAccessTests
{
    private const AccessMask Right = AccessMask.ControlAccess;

    private static readonly Guid Reset = ExtendedRights.ResetPassword;
    private static readonly Guid Property = new("11111111-0000-0000-0000-000000000000");
    private static readonly Guid PropertySet = new("22222222-0000-0000-0000-000000000000");
    private static readonly Guid Class = new("33333333-0000-0000-0000-000000000000");
    private static readonly SecurityIdentifier Bob = Sid("S-1-5-21-1-2-3-1103");
    private static readonly SecurityIdentifier Group = Sid("S-1-5-21-1-2-3-2000");
    private static readonly SecurityIdentifier Stranger = Sid("S-1-5-21-1-2-3-9999");
    private static readonly AccessToken Token = new([Bob, Group]);

    [Fact]
    public void Nothing_is_granted_by_an_empty_list_and_everything_by_none()
    {
        Assert.False(Grants([], Right, Reset));
        Assert.True(new ObjectAccess(new SecurityDescriptor(), null).Grants(Token, AccessMask.FullControl));
    }

    [Fact]
    public void An_entry_of_the_account_a_group_or_everyone_grants_and_one_of_a_stranger_does_not()
    {
        foreach (var trustee in (SecurityIdentifier[])[Bob, Group, Sid("S-1-1-0"), Sid("S-1-5-11")])
            Assert.True(Grants([Allow(trustee, Right, Reset)], Right, Reset));
        Assert.False(Grants([Allow(Stranger, Right, Reset)], Right, Reset));
    }

    [Fact]
    public void One_extended_right_is_not_another_and_all_of_them_is_each()
    {
        Assert.False(Grants([Allow(Bob, Right, ExtendedRights.ReplicateSecrets)], Right, Reset));
        Assert.True(Grants([Allow(Bob, Right)], Right, Reset));
        Assert.True(Grants([Allow(Bob, AccessMask.GenericAll)], Right, Reset));
    }

    [Fact]
    public void A_property_is_reached_by_itself_its_set_and_its_class()
    {
        foreach (var about in (Guid[])[Property, PropertySet, Class])
            Assert.True(Grants([Allow(Bob, AccessMask.WriteProperty, about)], AccessMask.WriteProperty, Property, PropertySet, Class));
        Assert.False(Grants([Allow(Bob, AccessMask.WriteProperty, Property)], AccessMask.WriteProperty, PropertySet, Class));
        Assert.False(Grants([Allow(Bob, AccessMask.WriteProperty, Property)], AccessMask.WriteProperty));
        Assert.False(Grants([Allow(Bob, AccessMask.ReadProperty)], AccessMask.WriteProperty, Property));
    }

    [Fact]
    public void The_first_word_on_a_right_counts()
    {
        Assert.False(Grants([Deny(Group, Right, Reset), Allow(Bob, Right, Reset)], Right, Reset));
        Assert.True(Grants([Allow(Bob, Right, Reset), Deny(Group, Right, Reset)], Right, Reset));
        Assert.True(Grants([Deny(Stranger, Right), Allow(Bob, Right, Reset)], Right, Reset));
        Assert.True(Grants([Deny(Bob, AccessMask.WriteProperty), Allow(Bob, Right, Reset)], Right, Reset));
    }

    [Fact]
    public void A_denial_of_a_part_denies_the_whole_and_not_another_part()
    {
        Assert.False(Grants([Deny(Bob, AccessMask.WriteProperty, Property), Allow(Bob, AccessMask.GenericAll)], AccessMask.FullControl));
        Assert.True(Grants([Deny(Bob, AccessMask.WriteProperty, Property), Allow(Bob, AccessMask.GenericAll)], AccessMask.WriteProperty, PropertySet));
        Assert.False(Grants([Deny(Bob, AccessMask.WriteProperty, PropertySet), Allow(Bob, AccessMask.GenericAll)], AccessMask.WriteProperty, Property, PropertySet));
    }

    [Fact]
    public void Rights_add_up_over_entries() =>
        Assert.True(Grants([Allow(Bob, AccessMask.WriteDacl), Allow(Group, AccessMask.WriteOwner)], AccessMask.WriteDacl | AccessMask.WriteOwner));

    [Fact]
    public void An_entry_that_is_only_inherited_does_not_count_here_and_an_inherited_one_does()
    {
        Assert.False(Grants([Allow(Bob, Right, Reset) with { Flags = AceFlags.ContainerInherit | AceFlags.InheritOnly }], Right, Reset));
        Assert.True(Grants([Allow(Bob, Right, Reset) with { Flags = AceFlags.ContainerInherit | AceFlags.Inherited, InheritedObjectType = Class }], Right, Reset));
    }

    [Fact]
    public void Self_is_the_object_and_nobody_else()
    {
        var entries = new[] { Allow(Sid("S-1-5-10"), Right, Reset) };

        Assert.True(new ObjectAccess(Descriptor(entries), Bob).Grants(Token, Right, Reset));
        Assert.True(new ObjectAccess(Descriptor(entries), Group).Grants(Token, Right, Reset));
        Assert.False(new ObjectAccess(Descriptor(entries), Stranger).Grants(Token, Right, Reset));
        Assert.False(new ObjectAccess(Descriptor(entries), null).Grants(Token, Right, Reset));
    }

    [Fact]
    public void The_owner_changes_the_list_unless_the_list_says_what_owners_may()
    {
        Assert.True(Owned([]).Grants(Token, AccessMask.WriteDacl));
        Assert.True(Owned([Deny(Bob, AccessMask.WriteDacl)]).Grants(Token, AccessMask.WriteDacl));
        Assert.False(Owned([]).Grants(Token, AccessMask.WriteOwner));
        Assert.False(Owned([Allow(Sid("S-1-3-4"), AccessMask.ReadControl)]).Grants(Token, AccessMask.WriteDacl));
        Assert.True(Owned([Allow(Sid("S-1-3-4"), AccessMask.WriteOwner)]).Grants(Token, AccessMask.WriteOwner));
        Assert.False(new ObjectAccess(Descriptor([]), null).Grants(Token, AccessMask.WriteDacl));
    }

    [Fact]
    public void A_condition_counts_where_it_may_grant_and_not_where_it_may_deny()
    {
        Assert.True(Grants([new() { Type = AceType.AllowedCallbackObject, Mask = Right, ObjectType = Reset, Trustee = Bob, Rest = new byte[] { 1 } }], Right, Reset));
        Assert.True(Grants([new() { Type = AceType.DeniedCallback, Mask = Right, Trustee = Bob, Rest = new byte[] { 1 } }, Allow(Bob, Right, Reset)], Right, Reset));
    }

    [Fact]
    public void Entries_of_unknown_types_weigh_nothing() =>
        Assert.False(Grants([new() { Type = (AceType)2, Rest = new byte[64] }], Right, Reset));

    [Theory]
    [InlineData(0x10000000u, 0xF01FFu)]
    [InlineData(0x80000000u, 0x20094u)]
    [InlineData(0x40000000u, 0x20028u)]
    [InlineData(0x20000000u, 0x20004u)]
    public void Generic_rights_mean_what_the_directory_says(uint generic, uint specific) => Assert.Equal((AccessMask)specific, ((AccessMask)generic).Specific());

    private static bool Grants(IReadOnlyList<AccessControlEntry> entries, AccessMask wanted, params Guid[] branch) =>
        new ObjectAccess(Descriptor(entries), null).Grants(Token, wanted, branch);

    private static ObjectAccess Owned(IReadOnlyList<AccessControlEntry> entries) => new(Descriptor(entries) with { Owner = Group }, null);

    private static SecurityDescriptor Descriptor(IReadOnlyList<AccessControlEntry> entries) =>
        new() { Control = SecurityDescriptorControl.DaclPresent, Owner = Stranger, Dacl = new AccessControlList(AccessControlList.DirectoryRevision, entries) };

    private static AccessControlEntry Allow(SecurityIdentifier trustee, AccessMask mask, Guid? about = null) =>
        new() { Type = about is null ? AceType.Allowed : AceType.AllowedObject, Mask = mask, ObjectType = about, Trustee = trustee };

    private static AccessControlEntry Deny(SecurityIdentifier trustee, AccessMask mask, Guid? about = null) =>
        new() { Type = about is null ? AceType.Denied : AceType.DeniedObject, Mask = mask, ObjectType = about, Trustee = trustee };

    private static SecurityIdentifier Sid(string text) => SecurityIdentifier.Parse(text).Value;
}
