using System.Buffers.Binary;
using System.Text;
using Keyway.ActiveDirectory.GroupPolicy;
using Keyway.Device.Policies;
using Keyway.Errors;

namespace Keyway.Device.Tests.Policies;

public sealed class GroupPolicyMergeTests
{
    [Fact]
    public void A_later_object_overrules_or_takes_away_what_an_earlier_one_set()
    {
        Assert.Equal([(PolicyName.SecurityKeySignIn, 0, "b")], Merge(Set("a", PolicyName.SecurityKeySignIn, 1), Set("b", PolicyName.SecurityKeySignIn, 0)));
        Assert.Empty(Merge(Set("a", PolicyName.SecurityKeySignIn, 1), Change("b", RegistryChangeKind.Delete, PolicyName.SecurityKeySignIn)));
        Assert.Equal([(PolicyName.OfflineDays, 3, "a")], Merge(Set("a", PolicyName.OfflineDays, 3), Change("b", RegistryChangeKind.SetWhenAbsent, PolicyName.OfflineDays, 9)));
        Assert.Equal([(PolicyName.OfflineDays, 9, "b")], Merge(Change("b", RegistryChangeKind.SetWhenAbsent, PolicyName.OfflineDays, 9)));
    }

    [Fact]
    public void What_is_skipped_does_nothing() =>
        Assert.Empty(Merge(Set("a", PolicyName.SecurityKeySignIn, 1) with { Skipped = "its link is disabled" }));

    [Fact]
    public void The_originals_values_and_ours_are_found()
    {
        var changes = PolicyRegistryNames.Read(File(
            (@"Software\Policies\Microsoft\FIDO", "EnableFIDODeviceLogon", 4, 1), (@"System\CurrentControlSet\Control\Lsa\Kerberos\Parameters", "KeyListReqSupportOverride", 4, 0),
            (@"Software\Policies\Keyway\SecurityKey", "OfflineDays", 4, 3), (@"Software\Policies\Keyway\SecurityKey", "OfflineUnlocks", 4, 20), (@"Software\Policies\Keyway\SecurityKey", "LockOnRemoval", 4, 1))).Value;
        Assert.Equal([1, 0, 3, 20, 1], changes.Select(change => change.Value));
        Assert.Equal(Enum.GetValues<PolicyName>(), changes.Select(change => change.Name));
    }

    [Fact]
    public void D11_a_value_that_means_nothing_refuses_the_file()
    {
        const string Fido = @"Software\Policies\Microsoft\FIDO";
        Assert.Equal(Catalogue.Policies.ValueOutOfRange, PolicyRegistryNames.Read(File((Fido, "EnableFIDODeviceLogon", 4, 2))).Refusal.Error);
        Assert.Equal(Catalogue.Policies.ValueOutOfRange, PolicyRegistryNames.Read(File((@"Software\Policies\Keyway\SecurityKey", "OfflineDays", 4, uint.MaxValue))).Refusal.Error);
        Assert.Equal(Catalogue.Policies.ValueTypeWrong, PolicyRegistryNames.Read(File((Fido, "EnableFIDODeviceLogon", 1, 1))).Refusal.Error);
    }

    private static StoredPolicyObject Set(string name, PolicyName policy, int value) => Change(name, RegistryChangeKind.Set, policy, value);

    private static StoredPolicyObject Change(string name, RegistryChangeKind kind, PolicyName policy, int value = 0) =>
        new(Guid.Empty, name, [new StoredPolicyChange(policy, kind, value)], "DC=x", 1);

    private static IEnumerable<(PolicyName, int, string)> Merge(params StoredPolicyObject[] objects) =>
        GroupPolicyMerge.Of(objects).Select(policy => (policy.Name, policy.Value, policy.Where!.Split(' ')[0]));

    private static byte[] File(params (string Key, string Name, uint Type, uint Value)[] entries)
    {
        using var file = new MemoryStream();
        file.Write("PReg\x01\0\0\0"u8);
        foreach (var (key, name, type, value) in entries)
        {
            file.Write(Encoding.Unicode.GetBytes($"[{key}\0;{name}\0;"));
            file.Write(Number(type));
            file.Write(";\0"u8);
            file.Write(Number(4));
            file.Write(";\0"u8);
            file.Write(Number(value));
            file.Write("]\0"u8);
        }

        return file.ToArray();
    }

    private static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
