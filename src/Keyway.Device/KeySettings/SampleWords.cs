using System.Globalization;
using Keyway.SecurityKeys;

namespace Keyway.Device.KeySettings;

/// <summary>What an enrolment wants of the person next.</summary>
internal static class SampleWords
{
    /// <summary>One line: what was wrong with the touch before, if anything, and what to do now.</summary>
    public static string Of(FingerprintProgress progress) => progress.Last is { } last
        ? $"{Flaw(last)}Touch the sensor again: {progress.Remaining.ToString(CultureInfo.InvariantCulture)} more."
        : "Touch the sensor of your security key with the finger to enrol; lift it after each touch.";

    private static string Flaw(FingerprintSampleStatus status) => status switch
    {
        FingerprintSampleStatus.Good => "",
        FingerprintSampleStatus.TooHigh => "The finger lay too high. ",
        FingerprintSampleStatus.TooLow => "The finger lay too low. ",
        FingerprintSampleStatus.TooLeft => "The finger lay too far to the left. ",
        FingerprintSampleStatus.TooRight => "The finger lay too far to the right. ",
        FingerprintSampleStatus.TooFast => "The finger moved too fast. ",
        FingerprintSampleStatus.TooSlow => "The finger moved too slowly. ",
        FingerprintSampleStatus.PoorQuality => "The picture is poor: clean the sensor and the finger. ",
        FingerprintSampleStatus.TooSkewed => "The finger lay askew. ",
        FingerprintSampleStatus.TooShort => "The touch was too short. ",
        FingerprintSampleStatus.MergeFailure => "That looked like another finger. ",
        FingerprintSampleStatus.Exists => "This finger is enrolled already: take another. ",
        FingerprintSampleStatus.NoUserActivity => "Nobody touched the sensor. ",
        FingerprintSampleStatus.NoUserPresenceTransition => "Lift the finger between two touches. ",
        _ => "The sensor did not take the touch. ",
    };
}
