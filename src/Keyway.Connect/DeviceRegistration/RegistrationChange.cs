using Keyway.ActiveDirectory.DeviceRegistration;

namespace Keyway.Connect.DeviceRegistration;

/// <summary>What is to become of the service connection point.</summary>
/// <param name="Wanted">What it shall say; null to remove it.</param>
/// <param name="Replace">Also when it is another tenant's.</param>
/// <param name="PlanOnly">Say what would change and write nothing.</param>
internal sealed record RegistrationChange(RegistrationPoint? Wanted, bool Replace, bool PlanOnly);
