namespace Keyway.Device.Daemon;

/// <summary>Something that the daemon does for as long as it runs.</summary>
internal interface IDaemonWork
{
    /// <summary>Works until it is cancelled. What fails is logged and tried again: an end, or an exception, ends the daemon.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
