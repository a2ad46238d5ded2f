namespace Keyway.Server.SignIns;

/// <summary>How a person stands to security keys.</summary>
internal enum KeyUsageKind
{
    /// <summary>Has signed in with one in the last 30 days.</summary>
    Uses = 1,

    /// <summary>Has registered one, and not used it in the last 30 days.</summary>
    Registered = 2,

    /// <summary>Has none.</summary>
    None = 3,
}
