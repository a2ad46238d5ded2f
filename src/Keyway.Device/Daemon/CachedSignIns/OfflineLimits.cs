namespace Keyway.Device.Daemon.CachedSignIns;

/// <summary>How far a key opens the computer without the identity server.</summary>
/// <param name="Days">Days since the last sign-in at the server; 0 is never.</param>
/// <param name="Unlocks">How many times between two sign-ins at the server; 0 is without limit.</param>
internal sealed record OfflineLimits(int Days, int Unlocks = 0);
