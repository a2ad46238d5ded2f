using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>A <c>fido_cred_t</c>.</summary>
internal sealed class FidoCredentialHandle : SafeHandle
{
    public FidoCredentialHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Fido.FreeCredential(ref handle);
        return true;
    }
}
