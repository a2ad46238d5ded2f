namespace Keyway.Server.SignIns;

/// <summary>How many enabled people really use security keys.</summary>
/// <param name="Uses">Signed in with one in the last 30 days.</param>
/// <param name="Registered">Have one, and did not.</param>
/// <param name="None">Have none.</param>
/// <param name="CountedOn">When; at most a minute ago.</param>
internal sealed record KeyUsage(long Uses, long Registered, long None, DateTimeOffset CountedOn);
