namespace Keyway.SecurityKeys.LibFido2;

/// <summary>One enrolment on one key: the first sample asks for the PIN, the others go on with the token that it gave.</summary>
internal sealed class FingerprintEnrolment(FidoDeviceHandle device, PinText pin) : IDisposable
{
    private readonly FingerprintTemplate _template = new();
    private nint _enrolment = Fido.NewEnrolment();
    private bool _begun;

    /// <summary>The id of the new template; empty when the key told none.</summary>
    public byte[] Id => _template.Id;

    /// <summary>What the sensor said of the last touch; a number that CTAP does not know may come of a hostile key.</summary>
    public FingerprintSampleStatus Last => (FingerprintSampleStatus)Fido.LastSample(_enrolment);

    /// <summary>Good touches that are still wanted.</summary>
    public int Remaining => Fido.RemainingSamples(_enrolment);

    /// <summary>Waits for one touch.</summary>
    public FidoStatus Capture(TimeSpan patience)
    {
        if (_enrolment == 0 || _template.Handle == 0) return FidoStatus.Internal;
        uint milliseconds = (uint)patience.TotalMilliseconds;
        FidoStatus status = _begun
            ? Fido.ContinueEnrolment(device, _template.Handle, _enrolment, milliseconds)
            : Fido.BeginEnrolment(device, _template.Handle, _enrolment, milliseconds, pin.Pointer);
        _begun |= status == FidoStatus.Ok;
        return status;
    }

    public void Dispose()
    {
        Fido.FreeEnrolment(ref _enrolment);
        _template.Dispose();
    }
}
