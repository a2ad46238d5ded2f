namespace Keyway.Device.Daemon.Relay;

/// <summary>How a request ends. The module knows each by its word, because the numbers are the C library's business.</summary>
internal enum PamVerdict
{
    /// <summary>Yes.</summary>
    Success,

    /// <summary>Not ours: as if the module were not there.</summary>
    Ignore,

    /// <summary>No: the gesture or the PIN was wrong, or it was somebody else's.</summary>
    AuthenticationError,

    /// <summary>We cannot tell now; the next module may.</summary>
    Unavailable,
}
