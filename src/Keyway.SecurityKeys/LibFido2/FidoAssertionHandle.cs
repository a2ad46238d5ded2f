using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>A <c>fido_assert_t</c>.</summary>
internal sealed class FidoAssertionHandle : SafeHandle
{
    public FidoAssertionHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Fido.FreeAssertion(ref handle);
        return true;
    }
}
