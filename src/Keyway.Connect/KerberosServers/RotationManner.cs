namespace Keyway.Connect.KerberosServers;

/// <summary>How urgent a rotation is.</summary>
internal enum RotationManner
{
    /// <summary>By the calendar: not within 24 hours of the last one.</summary>
    Scheduled,

    /// <summary>Although the key is younger than 24 hours.</summary>
    Forced,

    /// <summary>The key has leaked: so many resets that no former key is honoured.</summary>
    Leaked,
}
