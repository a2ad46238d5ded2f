using Microsoft.Win32.SafeHandles;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary>Owns an <c>LDAP *</c>: releasing it sends the unbind request and closes its descriptor.</summary>
internal sealed class LdapHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public LdapHandle(nint session)
        : base(true) => SetHandle(session);

    protected override unsafe bool ReleaseHandle() => LibLdap.Unbind(handle, null, null) == 0;
}
