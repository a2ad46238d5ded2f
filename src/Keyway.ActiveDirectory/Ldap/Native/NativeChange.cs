using System.Runtime.InteropServices;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary><c>LDAPMod</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeChange
{
    /// <summary>LDAP_MOD_BVALUES: the values are <see cref="BerValue"/>s.</summary>
    public const int BinaryValues = 0x80;

    public int Operation;
    public byte* Attribute;
    public BerValue** Values;
}
