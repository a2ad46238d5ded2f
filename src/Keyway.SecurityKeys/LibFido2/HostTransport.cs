using System.Runtime.ExceptionServices;
using Keyway.Errors;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>What libfido2 calls instead of the kernel's HID to reach a key. No exception may cross libfido2, so they are kept for later.</summary>
internal abstract class HostTransport
{
    /// <summary>libfido2 wants any handle that is not null; which key is meant, the delegates know.</summary>
    protected const nint Handle = 1;

    private ExceptionDispatchInfo? _failure;

    /// <summary>Why the key was not reached, when more is known than libfido2 can tell.</summary>
    public virtual Refusal? Refusal => null;

    /// <summary>Takes the key for one host; false when another has it.</summary>
    public abstract bool TryAttach();

    /// <summary>Lets the next host have the key.</summary>
    public abstract void Detach();

    /// <summary>Gives libfido2 the functions to call for this device.</summary>
    public abstract FidoStatus Serve(FidoDeviceHandle device);

    /// <summary>From now on nothing is read or written: in the middle of a message nobody knows where the next begins, so the key is to be opened anew.</summary>
    public abstract void GiveUp();

    /// <summary>Throws what a callback could not: a bug.</summary>
    public void ThrowFailure() => Interlocked.Exchange(ref _failure, null)?.Throw();

    protected void Keep(Exception failure) => _failure = ExceptionDispatchInfo.Capture(failure);
}
