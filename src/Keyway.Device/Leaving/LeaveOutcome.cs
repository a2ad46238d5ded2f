using Keyway.Errors;

namespace Keyway.Device.Leaving;

/// <summary>What a leave did.</summary>
/// <param name="DeviceId">The device that this computer was; null when only remains were removed.</param>
/// <param name="Stays">What could not be removed elsewhere, in words for an administrator, and why; empty without <c>--force</c>.</param>
internal sealed record LeaveOutcome(Guid? DeviceId, IReadOnlyList<(string What, Refusal Why)> Stays);
