using System.Buffers.Binary;
using Keyway.ActiveDirectory.GroupPolicy;
using Keyway.Errors;

namespace Keyway.Device.Policies;

/// <summary>Where our policies stand in the registry that Group Policy writes: the original's two values, and our own.</summary>
internal static class PolicyRegistryNames
{
    private const string Own = @"Software\Policies\Keyway\SecurityKey";
    private const uint RegDword = 4;

    /// <summary>Key and value name of a policy.</summary>
    public static (string Key, string Name) Of(PolicyName name) => name switch
    {
        PolicyName.SecurityKeySignIn => (@"Software\Policies\Microsoft\FIDO", "EnableFIDODeviceLogon"),
        PolicyName.KeyListRequest => (@"System\CurrentControlSet\Control\Lsa\Kerberos\Parameters", "KeyListReqSupportOverride"),
        _ => (Own, name.ToString()),
    };

    /// <summary>What a policy file does to our policies; refused whole when it gives one a value that means nothing.</summary>
    public static Result<IReadOnlyList<StoredPolicyChange>> Read(ReadOnlyMemory<byte> content)
    {
        if (!PolicyRegistryFile.Parse(content).TryGet(out var entries, out var refusal))
            return refusal;
        var changes = new List<StoredPolicyChange>();
        foreach (var policy in Enum.GetValues<PolicyName>())
        {
            var (key, name) = Of(policy);
            var change = RegistryChange.Of(entries, key, name);
            if (change.Kind is RegistryChangeKind.None)
                continue;
            if (change.Kind is RegistryChangeKind.Delete)
            {
                changes.Add(new StoredPolicyChange(policy, change.Kind));
                continue;
            }

            if (change.Type != RegDword || change.Data.Length != sizeof(uint))
                return new Refusal(Catalogue.Policies.ValueTypeWrong, $@"{key}\{name}: type {change.Type}, {change.Data.Length} bytes");
            var value = BinaryPrimitives.ReadUInt32LittleEndian(change.Data.Span);
            if (!PolicyRange.Takes(policy, value))
                return new Refusal(Catalogue.Policies.ValueOutOfRange, $@"{key}\{name}: {value}");
            changes.Add(new StoredPolicyChange(policy, change.Kind, (int)value));
        }

        return changes;
    }
}
