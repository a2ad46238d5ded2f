namespace Keyway.Device.Policies;

/// <summary>What is said when nobody sets a policy, and how far somebody may go who does.</summary>
internal static class PolicyRange
{
    /// <summary>The value when no source sets one.</summary>
    public static int Default(PolicyName name) => name switch
    {
        PolicyName.KeyListRequest => 1,
        PolicyName.OfflineDays => 14,
        _ => 0,
    };

    /// <summary>The greatest value; the least is 0.</summary>
    public static int Largest(PolicyName name) => name switch
    {
        PolicyName.OfflineDays => 3650,
        PolicyName.OfflineUnlocks => 100_000,
        _ => 1,
    };

    /// <summary>Whether a value means something.</summary>
    public static bool Takes(PolicyName name, long value) => value >= 0 && value <= Largest(name);
}
