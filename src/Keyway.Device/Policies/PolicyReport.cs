using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Device.Terminal;

namespace Keyway.Device.Policies;

/// <summary>What <c>keyway policy</c> tells: each policy, its value and where it came from, what lost, and what was read when.</summary>
internal sealed class PolicyReport(DevicePolicy policy, bool? hybrid)
{
    /// <summary>What somebody does next, while keys are not offered; null when they are.</summary>
    public static string? NextStep(DevicePolicy policy, bool? hybrid) => (policy.SecurityKeySignIn, hybrid) switch
    {
        (true, _) => null,
        (_, true) => "Security keys are not offered yet: sign in once with a password and wait for the domain's policy (keyway policy refresh), or set \"securityKeySignIn\": true in /etc/keyway/keywayd.json.",
        (_, false) => "Security keys are not offered yet: switch them on in the identity server's device management, or set \"securityKeySignIn\": true in /etc/keyway/keywayd.json.",
        _ => "Security keys are not offered: this computer is not joined.",
    };

    /// <summary>For a person.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var setting in policy.All)
            yield return $"{setting.Name,-18} {Value(setting),-6} {From(setting)}";
        foreach (var lost in policy.Lost)
            yield return $"  overruled: {lost.Name} {Value(lost)} by {From(lost)}";
        foreach (var refusal in policy.Refusals)
            yield return $"  refused: {Shown.Line(refusal.ToString())}";
        foreach (var (source, read) in policy.Sources)
        {
            yield return $"{Name(source)}: {(read.ReadOn == default ? "never read" : "read " + read.ReadOn.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture))}";
            if (read.Refused is { } unread)
                yield return "  not read: " + Shown.Line($"{unread}; what was read before stays");
            foreach (var seen in read.Objects ?? [])
                yield return "  " + Shown.Line(seen.Skipped is { } skipped ? $"skipped: {seen}: {skipped}" : seen.Refused is { } refused ? $"refused: {seen}: {refused}; what was read before stays" : $"applied: {seen}");
        }

        if (NextStep(policy, hybrid) is { } next)
            yield return next;
    }

    /// <summary>For a program.</summary>
    public JsonObject Document() => new()
    {
        ["securityKeySignIn"] = policy.SecurityKeySignIn,
        ["settings"] = new JsonArray([.. policy.All.Select(Setting)]),
        ["overruled"] = new JsonArray([.. policy.Lost.Select(Setting)]),
        ["refused"] = new JsonArray([.. policy.Refusals.Select(refusal => (JsonNode)Shown.Line(refusal.ToString()))]),
        ["sources"] = new JsonArray([.. policy.Sources.Select(source => (JsonNode)new JsonObject
        {
            ["source"] = source.Key.ToString(),
            ["readOn"] = source.Value.ReadOn == default ? null : source.Value.ReadOn,
            ["refused"] = source.Value.Refused is null ? null : Shown.Line(source.Value.Refused),
            ["objects"] = source.Value.Objects is not { } objects ? null : new JsonArray([.. objects.Select(seen => (JsonNode)new JsonObject
            {
                ["id"] = seen.Id,
                ["name"] = Shown.Line(seen.Name),
                ["version"] = seen.Version,
                ["linkedAt"] = Shown.Line(seen.LinkedAt),
                ["skipped"] = seen.Skipped,
                ["refused"] = seen.Refused is null ? null : Shown.Line(seen.Refused),
            })]),
        })]),
    };

    private static JsonNode Setting(PolicySetting setting) => new JsonObject
    {
        ["name"] = setting.Name.ToString(),
        ["value"] = setting.Value,
        ["source"] = setting.Source.ToString(),
        ["where"] = setting.Where is null ? null : Shown.Line(setting.Where),
    };

    private static string From(PolicySetting setting) => setting.Where is null ? Name(setting.Source) : $"{Name(setting.Source)}: {Shown.Line(setting.Where)}";

    private static string Name(PolicySource source) => source switch
    {
        PolicySource.GroupPolicy => "Group Policy",
        PolicySource.GroupPolicyOfPerson => "Group Policy for this person",
        PolicySource.DeviceManagement => "device management",
        PolicySource.Local => "this computer",
        _ => "default",
    };

    private static string Value(PolicySetting setting) => PolicyRange.Largest(setting.Name) > 1
        ? setting.Value.ToString(CultureInfo.InvariantCulture)
        : setting.Value == 1 ? "on" : "off";
}
