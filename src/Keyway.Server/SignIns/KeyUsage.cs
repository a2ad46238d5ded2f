namespace Keyway.Server.SignIns;

/// <summary>How many enabled people really use security keys.</summary>
/// <param name="Uses">Signed in with one today or in the 30 days before, UTC.</param>
/// <param name="Registered">Have one, and did not.</param>
/// <param name="None">Have none.</param>
internal sealed record KeyUsage(long Uses, long Registered, long None);
