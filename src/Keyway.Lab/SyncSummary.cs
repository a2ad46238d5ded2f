using System.Text.Json;

namespace Keyway.Lab;

/// <summary>What a sync did, in one line, out of its document for programs.</summary>
internal static class SyncSummary
{
    private static readonly (string Member, string One)[] Kinds = [("users", "person"), ("groups", "group"), ("devices", "computer")];
    private static readonly string[] Actions = ["created", "updated", "deleted"];

    public static string Of(JsonElement sync)
    {
        var parts = Actions.Select(action => (Action: action, Objects: string.Join(", ", Kinds.Select(kind => Counted(sync.GetProperty(kind.Member).GetProperty(action).GetInt32(), kind.One)).Where(text => text.Length > 0))))
            .Where(part => part.Objects.Length > 0)
            .Select(part => $"{part.Objects} {part.Action}");
        var done = string.Join("; ", parts);
        return $"{sync.GetProperty("kind").GetString()}: {(done.Length > 0 ? done : "nothing to write")}, in {sync.GetProperty("milliseconds").GetInt64()} ms with both sign-ins";
    }

    private static string Counted(int number, string one) => number == 0 ? "" : number == 1 ? $"1 {one}" : $"{number} {(one == "person" ? "people" : one + "s")}";
}
