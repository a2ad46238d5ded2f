namespace Keyway.Server.Devices;

/// <summary>Who may join how much.</summary>
/// <param name="MaximumPerPerson">How many devices one account may have joined at a time.</param>
internal sealed record DevicePolicy(int MaximumPerPerson)
{
    /// <summary>The vendor's default.</summary>
    public static DevicePolicy Default { get; } = new(50);
}
