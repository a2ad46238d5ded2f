namespace Keyway.SecurityKeys;

/// <summary>How to talk to a key.</summary>
public sealed record SecurityKeyOptions
{
    /// <summary>Called on the caller's thread right before the key is asked for something that needs a touch: show "Touch your security key now".</summary>
    public Action? TouchNow { get; init; }

    /// <summary>The same where the key shall verify its user by its sensor: show "Touch the sensor of your security key"; null is <see cref="TouchNow"/>.</summary>
    public Action? SensorNow { get; init; }

    /// <summary>How long an operation may take in all, touch included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}
