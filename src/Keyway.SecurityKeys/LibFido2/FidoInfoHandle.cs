using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>A <c>fido_cbor_info_t</c>.</summary>
internal sealed class FidoInfoHandle : SafeHandle
{
    public FidoInfoHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Fido.FreeInfo(ref handle);
        return true;
    }
}
