namespace Keyway.SecurityKeys.Gestures;

/// <summary>What to ask the holder of a key before it can verify its user.</summary>
public static class PinQuestion
{
    /// <summary>The question, with the tries that are left when they are few; null for a key that verifies its user by itself, or has no PIN.</summary>
    public static string? For(SecurityKeyInfo key) => key switch
    {
        { BuiltInUserVerification: true } or { PinSet: false } => null,
        { PinRetries: <= 3 } => $"PIN of your security key ({key.PinRetries} tries left)",
        _ => "PIN of your security key",
    };
}
