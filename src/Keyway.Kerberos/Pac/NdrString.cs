namespace Keyway.Kerberos.Pac;

/// <summary>The fixed part of an RPC_UNICODE_STRING.</summary>
/// <param name="Length">Bytes, without an ending zero.</param>
/// <param name="IsPresent">Whether the pointer to the characters is not null.</param>
internal readonly record struct NdrString(int Length, bool IsPresent);
