namespace Keyway.SecurityKeys.Gestures;

/// <summary>What to ask the holder of a key before it can verify its user.</summary>
public static class PinQuestion
{
    private const string Question = "PIN of your security key";

    /// <summary>The question before a gesture; null for a key that asks for a finger or verifies its user by itself in another way, or has no PIN.</summary>
    public static string? For(SecurityKeyInfo key) => key.AsksForFinger ? null : ForSettings(key);

    /// <summary>The question, also of a key that knows its holder's finger; null for one without PIN. The tries that are left are told when they are few.</summary>
    public static string? ForSettings(SecurityKeyInfo key) => key switch
    {
        { PinSet: false } => null,
        { PinRetries: 1 } => $"{Question} (1 try left)",
        { PinRetries: <= 3 } => $"{Question} ({key.PinRetries} tries left)",
        { BuiltInUserVerification: true, AsksForFinger: false } => $"{Question} (its sensor takes no finger now)",
        _ => Question,
    };
}
