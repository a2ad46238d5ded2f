using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.State;
using Keyway.Connect.Terminal;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;
using Microsoft.Data.Sqlite;

namespace Keyway.Connect.Synchronization;

/// <summary><c>sync status</c>: the local state beside what the server knows. Changes nothing.</summary>
internal sealed class StatusJourney(string domain, string path, ServerAccess access, StepLog steps, TimeProvider time)
{
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        var here = await steps.RunAsync("Read the local state", () => Task.FromResult(Here()), state => (string?)state["words"] ?? "");
        var there = await ThereAsync(cancellationToken);
        if (!here.TryGet(out var local, out var refusal) || !there.TryGet(out var known, out refusal))
            return Report.Of(new Failure($"show the sync of {domain}", refusal));
        var lines = new List<string> { "" };
        lines.AddRange(((JsonArray)local["lines"]!).Select(line => (string)line!));
        lines.AddRange(Lines(known.State));
        local.Remove("words");
        local.Remove("lines");
        return new Report(lines, new JsonObject
        {
            ["local"] = local,
            ["server"] = known.State is null ? null : JsonSerializer.SerializeToNode(known.State, ContractsJson.Default.SynchronizationState),
        });
    }

    private Result<JsonObject> Here()
    {
        try
        {
            using var state = StateFolder.Look(path);
            if (state is null)
                return new JsonObject { ["state"] = path, ["exists"] = false, ["words"] = "none", ["lines"] = new JsonArray($"Local state: none in {path}. The next sync compares everything.") };
            var (counts, cycle, full) = (state.Counts(), state.TimeFact(StateFact.CycleOn), state.TimeFact(StateFact.FullOn));
            return new JsonObject
            {
                ["state"] = path,
                ["exists"] = true,
                ["users"] = counts.Users,
                ["groups"] = counts.Groups,
                ["devices"] = counts.Devices,
                ["deletionsWaiting"] = counts.Leaving,
                ["refused"] = counts.Refused,
                ["membershipsWaiting"] = counts.Waiting,
                ["lastCycleOn"] = cycle?.ToString("O"),
                ["lastFullOn"] = full?.ToString("O"),
                ["fullUnderWay"] = state.Fact(StateFact.FullUnderWay) is not null,
                ["words"] = $"{counts.Objects} objects",
                ["lines"] = new JsonArray(
                    $"Local state: {path}",
                    $"  {Counted.Of(counts.Users, "user")}, {Counted.Of(counts.Groups, "group")}, {Counted.Of(counts.Devices, "computer")}; last cycle {Words(cycle)}, everything compared {Words(full)}",
                    $"  waiting: {Counted.Of(counts.Leaving, "deletion")}, {Counted.Of(counts.Refused, "refused object")}, {Counted.Of(counts.Waiting, "membership")} of objects that are not synced"),
            };
        }
        catch (SqliteException failure)
        {
            return new Refusal(Catalogue.Synchronization.StateUnusable, failure.Message);
        }
    }

    private async Task<Result<KnownSynchronization>> ThereAsync(CancellationToken cancellationToken)
    {
        if (!(await ServerSession.OpenAsync(access, steps, time, cancellationToken)).TryGet(out var server, out var refusal))
            return refusal;
        using var open = server;
        return await steps.RunAsync(
            "Ask the identity server", () => new ScimApiReports(server, domain).ReadAsync(cancellationToken), known => known.State is null ? "it knows nothing of a sync" : $"last report {Words(known.State.Last?.CompletedOn)}");
    }

    private static IEnumerable<string> Lines(SynchronizationState? state)
    {
        if (state is null)
            return ["Identity server: it has heard of no sync of this domain."];
        var last = state.Last is { } report
            ? $"  last report {Words(report.CompletedOn)}: {SafeText.Of(report.Kind)}, {SafeText.Of(report.Outcome)}{(report.Error is { } error ? " " + SafeText.Of(error) : "")}{(state.Overdue ? "; OVERDUE" : "")}"
            : "  no report yet";
        return
        [
            "Identity server:",
            string.Create(CultureInfo.InvariantCulture, $"  users: {state.Users}, groups: {state.Groups}, computers: {state.Devices}, deleted people that can be restored: {state.DeletedUsers}"),
            $"{last}; last success {Words(state.LastSuccessOn)}",
        ];
    }

    private static string Words(DateTimeOffset? time) => time is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) : "never";
}
