using System.Runtime.InteropServices;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary><c>LDAPControl</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeControl
{
    public byte* Oid;
    public BerValue Value;
    public byte IsCritical;
}
