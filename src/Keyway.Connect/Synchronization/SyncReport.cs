using System.Text.Json.Nodes;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Terminal;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>What a cycle did, for people, programs and the server.</summary>
internal static class SyncReport
{
    // The first ones show what is wrong; the JSON holds all.
    private const int ShownRefusals = 20;

    public static Report Of(string attempt, SyncTally tally, TimeSpan duration)
    {
        var lines = new List<string>
        {
            "",
            "             created  updated  deleted",
            Line("users    ", ObjectKind.User, tally),
            Line("groups   ", ObjectKind.Group, tally),
            Line("computers", ObjectKind.Device, tally),
        };
        if (tally.MembersAdded + tally.MembersRemoved > 0)
            lines.Add($"  memberships: {tally.MembersAdded} added, {tally.MembersRemoved} removed");
        lines.AddRange(tally.Refused.Take(ShownRefusals).Select(refused => "✗ " + refused));
        if (tally.Refused.Count > ShownRefusals)
            lines.Add($"✗ and {tally.Refused.Count - ShownRefusals} more");
        if (tally.Guarded > 0)
            lines.Add($"✗ {Counted.Of(tally.Guarded, "deletion")} not made");
        var planned = tally.Changes + tally.Refused.Count + tally.Guarded;
        lines.Add(planned == 0 ? $"Nothing to write. {Duration.Of(duration)} in all." : $"{tally.Changes} of {planned} changes made in {Duration.Of(duration)}.");

        var content = new JsonObject
        {
            ["kind"] = KindOf(tally),
            ["fullBecause"] = tally.FullBecause,
            ["users"] = Json(ObjectKind.User, tally),
            ["groups"] = Json(ObjectKind.Group, tally),
            ["devices"] = Json(ObjectKind.Device, tally),
            ["memberships"] = new JsonObject { ["added"] = tally.MembersAdded, ["removed"] = tally.MembersRemoved },
            ["read"] = tally.Read,
            ["unchanged"] = tally.Unchanged,
            ["guarded"] = tally.Guarded,
            ["requests"] = tally.Requests,
            ["bytes"] = tally.Bytes,
            ["refused"] = new JsonArray([.. tally.Refused.Select(refused => (JsonNode)new JsonObject
            {
                ["action"] = refused.What,
                ["type"] = refused.Kind.ToString(),
                ["anchor"] = refused.Anchor.ToString("D"),
                ["name"] = refused.Name,
                ["why"] = refused.Words,
                ["alarm"] = refused.IsAlarm,
            })]),
            ["milliseconds"] = (long)duration.TotalMilliseconds,
        };
        return new Report(lines, content, FailureOf(attempt, tally, planned));
    }

    /// <summary>The same for the server.</summary>
    /// <param name="tally">Null when the cycle did not begin.</param>
    /// <param name="refusal">Why it was no success; null when it was.</param>
    public static SynchronizationReport ForServer(SyncTally? tally, Refusal? refusal, DateTimeOffset startedOn, DateTimeOffset completedOn, TimeSpan? nextWithin) => new(
        tally is null ? "delta" : KindOf(tally), startedOn, completedOn,
        refusal is null ? "succeeded" : tally is null ? "failed" : tally.Guarded > 0 ? "guarded" : tally.Stopped is null ? "partial" : "failed",
        tally?.Made(SyncAction.Create) ?? 0,
        (tally?.Made(SyncAction.Update) ?? 0) + (tally?.Made(SyncAction.Members) ?? 0),
        tally?.Made(SyncAction.Delete) ?? 0,
        tally?.Refused.Count ?? 0,
        nextWithin is { } next ? (int)next.TotalSeconds : null,
        refusal?.Code);

    private static string KindOf(SyncTally tally) => tally.FullBecause is null ? "delta" : "full";

    private static Failure? FailureOf(string attempt, SyncTally tally, int planned)
    {
        if (tally.Stopped is { } stopped)
            return new Failure(attempt, stopped, tally.Guarded > 0 ? null : "What was written is noted: the next sync goes on from there.");
        if (tally.Refused.Count == 0)
            return null;
        var error = tally.Refused.Any(refused => refused.IsAlarm) ? Catalogue.Synchronization.IdentityChanged
            : tally.Refused.All(refused => refused.Kind == ObjectKind.Unknown) ? Catalogue.Synchronization.ObjectSkipped
            : Catalogue.Connect.SyncPartlyRefused;
        return new Failure(attempt, new Refusal(error, $"{tally.Refused.Count} of {planned}"));
    }

    private static string Line(string name, ObjectKind kind, SyncTally tally) =>
        $"  {name}  {tally.Made(SyncAction.Create, kind),7}  {tally.Made(SyncAction.Update, kind),7}  {tally.Made(SyncAction.Delete, kind),7}";

    private static JsonObject Json(ObjectKind kind, SyncTally tally) => new()
    {
        ["created"] = tally.Made(SyncAction.Create, kind),
        ["updated"] = tally.Made(SyncAction.Update, kind),
        ["deleted"] = tally.Made(SyncAction.Delete, kind),
    };
}
