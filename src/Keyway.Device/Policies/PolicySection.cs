using Keyway.Device.Status;

namespace Keyway.Device.Policies;

/// <summary>What <c>keyway status</c> tells of policy: whether keys are offered, who says so, and what somebody does next while they are not.</summary>
internal static class PolicySection
{
    /// <summary>The section of a joined computer.</summary>
    public static StatusSection Of(DevicePolicy policy, bool hybrid)
    {
        var setting = policy.FromWhat(PolicyName.SecurityKeySignIn);
        return new StatusSection(
            "Policy",
            [
                ("SecurityKeySignIn", policy.SecurityKeySignIn ? "YES" : "NO"),
                ("SecurityKeySignInSetBy", setting.Where is null ? setting.Source.ToString() : $"{setting.Source}: {setting.Where}"),
                .. PolicyReport.NextStep(policy, hybrid) is { } next ? [("NextStep", next)] : Array.Empty<(string, string)>(),
            ]);
    }
}
