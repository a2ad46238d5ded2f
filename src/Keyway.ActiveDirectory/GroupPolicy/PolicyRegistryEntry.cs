namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>One instruction of a registry policy file ([MS-GPREG] 2.2.1).</summary>
/// <param name="Key">Path of the key below the hive, such as <c>Software\Policies\Keyway</c>.</param>
/// <param name="Name">Name of the value, or an instruction that begins with <c>**</c>; empty when the key alone is made.</param>
/// <param name="Type">REG_ type: 4 is REG_DWORD, 1 is REG_SZ.</param>
/// <param name="Data">At most 65535 bytes.</param>
public sealed record PolicyRegistryEntry(string Key, string Name, uint Type, ReadOnlyMemory<byte> Data);
