using Keyway.ActiveDirectory.Delegation;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Security;
using Keyway.ActiveDirectory.Tests.Reading;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests.Delegation;

/// <summary>When a container's access control list counts as shown. What a domain lets administrators do about it is tested in tests/Keyway.EndToEnd.</summary>
public sealed class DeletedObjectsTests
{
    private const string Dn = "CN=Deleted Objects,DC=a";

    private static readonly SecurityIdentifier System = SecurityIdentifier.Parse("S-1-5-18").Value;

    private static readonly AccessControlList Nobody = new(AccessControlList.DirectoryRevision, []);

    [Fact]
    public async Task A_list_that_is_held_back_is_none_that_everybody_passes()
    {
        Assert.Null((await ReadAsync(new FakeEntry(Dn))).Value.Descriptor);
        Assert.Null((await ReadAsync(Entry(new SecurityDescriptor { Owner = System }.ToBinary()))).Value.Descriptor);
        Assert.Null((await ReadAsync(null)).Value.Descriptor);
    }

    [Fact]
    public async Task A_list_that_is_shown_is_read_even_when_it_is_empty()
    {
        var shown = (await ReadAsync(Entry(new SecurityDescriptor { Owner = System, Control = SecurityDescriptorControl.DaclPresent, Dacl = Nobody }.ToBinary()))).Value;
        Assert.Equal(System, shown.Descriptor!.Owner);
        Assert.Empty(shown.Descriptor.Dacl!.Entries);
    }

    [Fact]
    public async Task A_malformed_descriptor_is_refused_and_not_taken_for_a_hidden_one()
    {
        var refused = await ReadAsync(Entry([1, 0, 4, 0x80, 0xFF]));
        Assert.Equal(Catalogue.KerberosServerObject.SecurityDescriptorMalformed, refused.Refusal.Error);
        Assert.Contains(Dn, refused.Refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_ownership_sends_the_owner_alone()
    {
        var change = (await ReadAsync(null)).Value.TakeOwnership;

        var sent = SecurityDescriptor.Parse(Assert.Single(Assert.Single(change.Changes).Values)).Value;
        Assert.Equal("S-1-5-32-544", sent.Owner!.ToString());
        Assert.Null(sent.Group);
        Assert.Equal(SecurityDescriptorControl.SelfRelative, sent.Control);
        Assert.Equal(["1.2.840.113556.1.4.801", "1.2.840.113556.1.4.417"], change.Controls.Select(control => control.Oid));
        Assert.Equal([0x30, 3, 2, 1, 1], change.Controls[0].Value);
        Assert.Equal(PlannedChangeKind.TakeOwnership, change.Planned.Kind);
        Assert.Equal("owner", Assert.Single(change.Planned.Attributes).Name);
    }

    private static FakeEntry Entry(byte[] descriptor) => new FakeEntry(Dn).With("nTSecurityDescriptor", [descriptor]);

    private static async Task<Result<DeletedObjects>> ReadAsync(FakeEntry? entry)
    {
        await using var domain = new HostileDomain { DeletedObjects = entry };
        using var connection = (await domain.OpenAsync()).Value;
        return await DeletedObjects.ReadAsync(connection, TestContext.Current.CancellationToken);
    }
}
