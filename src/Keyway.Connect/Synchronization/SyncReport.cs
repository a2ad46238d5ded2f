using System.Text.Json.Nodes;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>What a sync did, for people and programs.</summary>
internal static class SyncReport
{
    // The first ones show what is wrong; the JSON holds all.
    private const int ShownRefusals = 20;

    public static Report Of(string attempt, SyncPlan plan, SyncTally tally, TimeSpan duration)
    {
        var lines = new List<string>
        {
            "",
            "          created  updated  deleted  unchanged",
            Line("users ", isGroup: false, plan.UnchangedUsers, tally),
            Line("groups", isGroup: true, plan.UnchangedGroups, tally),
        };
        lines.AddRange(tally.Refused.Take(ShownRefusals).Select(refused => "✗ " + refused));
        if (tally.Refused.Count > ShownRefusals)
            lines.Add($"✗ and {tally.Refused.Count - ShownRefusals} more");
        lines.Add(plan.Changes.Count == 0 ? $"Nothing to write. {Duration.Of(duration)} in all." : $"{tally.Answered - tally.Refused.Count} of {plan.Changes.Count} changes made in {Duration.Of(duration)}.");

        var content = new JsonObject
        {
            ["users"] = Json(isGroup: false, plan.UnchangedUsers, tally),
            ["groups"] = Json(isGroup: true, plan.UnchangedGroups, tally),
            ["planned"] = plan.Changes.Count,
            ["requests"] = tally.Requests,
            ["refused"] = new JsonArray([.. tally.Refused.Select(refused => (JsonNode)new JsonObject
            {
                ["action"] = refused.Change.Action.ToString(),
                ["type"] = refused.Change.IsGroup ? "Group" : "User",
                ["name"] = refused.Change.Name,
                ["why"] = refused.Words,
            })]),
            ["milliseconds"] = (long)duration.TotalMilliseconds,
        };
        return new Report(lines, content, FailureOf(attempt, plan, tally));
    }

    private static Failure? FailureOf(string attempt, SyncPlan plan, SyncTally tally)
    {
        if (tally.Stopped is { } stopped)
            return new Failure(attempt, stopped, $"{plan.Changes.Count - tally.Answered} of {plan.Changes.Count} changes remain; the next sync makes them.");
        return tally.Refused.Count > 0 ? new Failure(attempt, new Refusal(Catalogue.Connect.SyncPartlyRefused, $"{tally.Refused.Count} of {plan.Changes.Count}")) : null;
    }

    private static string Line(string name, bool isGroup, int unchanged, SyncTally tally) =>
        $"  {name}  {tally.Made(SyncAction.Create, isGroup),7}  {tally.Made(SyncAction.Update, isGroup),7}  {tally.Made(SyncAction.Delete, isGroup),7}  {unchanged,9}";

    private static JsonObject Json(bool isGroup, int unchanged, SyncTally tally) => new()
    {
        ["created"] = tally.Made(SyncAction.Create, isGroup),
        ["updated"] = tally.Made(SyncAction.Update, isGroup),
        ["deleted"] = tally.Made(SyncAction.Delete, isGroup),
        ["unchanged"] = unchanged,
    };
}
