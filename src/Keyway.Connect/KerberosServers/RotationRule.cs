using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>
/// A key is not replaced twice within a day unless someone insists: tickets live for hours, and a domain controller honours only its newest few keys,
/// so that two rotations in a row cut off people who did nothing wrong.
/// </summary>
internal static class RotationRule
{
    public static readonly TimeSpan MinimumAge = TimeSpan.FromHours(24);

    /// <summary>Null when the rotation may go on; else <c>KW4042</c> with the time from which it may.</summary>
    /// <param name="keyUpdatedOn">From the replication metadata; null when it could not be read, which another step refuses.</param>
    public static Refusal? Check(RotationManner manner, DateTimeOffset? keyUpdatedOn, DateTimeOffset now) =>
        manner == RotationManner.Scheduled && keyUpdatedOn is { } last && now < last + MinimumAge
            ? new Refusal(Catalogue.Connect.RotatedRecently, $"changed {KerberosServerColumns.Time(last)}; possible from {KerberosServerColumns.Time(last + MinimumAge)}")
            : null;
}
