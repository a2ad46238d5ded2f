using Keyway.Errors;

namespace Keyway.Device.Troubleshooting;

/// <summary>What one examination found.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Health">How it is.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Refusal">What is wrong and what to do; given when it is ill, and only then.</param>
internal sealed record Finding(string Subject, Health Health, string Text, Refusal? Refusal = null)
{
    public static Finding Well(string subject, string text) => new(subject, Health.Well, text);

    public static Finding Doubtful(string subject, string text) => new(subject, Health.Doubtful, text);

    public static Finding Ill(string subject, Refusal refusal) => new(subject, Health.Ill, refusal.Error.Cause, refusal);

    public static Finding NotExamined(string subject, string why) => new(subject, Health.NotExamined, why);
}
