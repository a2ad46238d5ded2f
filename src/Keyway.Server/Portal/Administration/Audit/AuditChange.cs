using System.Text.Json;
using System.Text.RegularExpressions;
using Keyway.Server.Audit;

namespace Keyway.Server.Portal.Administration.Audit;

/// <summary>One thing that an entry tells: a fact, or a value before and after.</summary>
/// <param name="Old">Null when there was none.</param>
/// <param name="New">Null when there is none any more.</param>
/// <param name="IsChange">Old and new stand side by side; else <paramref name="New"/> is the fact.</param>
internal sealed partial record AuditChange(string Name, string? Old, string? New, bool IsChange)
{
    private const int MostMembers = 200;
    private const int Deepest = 8;

    /// <summary>What an entry tells. Of two documents, before and after, only what differs.</summary>
    public static IReadOnlyList<AuditChange> Of(AuditEntry entry)
    {
        var facts = Facts(entry.Detail);
        var changes = new List<AuditChange>();
        foreach (var (name, value) in facts)
        {
            switch (name)
            {
                case "before" when facts.ContainsKey("after"):
                    break;
                case "after" when facts.TryGetValue("before", out var before):
                    changes.AddRange(Differences(Members(before), Members(value)));
                    break;
                default:
                    if (facts.TryGetValue(Renewed(name), out var renewed))
                        changes.Add(new AuditChange(Words(name), value, renewed, IsChange: true));
                    else if (!facts.Keys.Any(other => Renewed(other) == name))
                        changes.Add(new AuditChange(Words(name), null, value, IsChange: false));
                    break;
            }
        }

        return changes;
    }

    // A log that somebody wrote into must still be read.
    private static Dictionary<string, string> Facts(string detail)
    {
        try
        {
            using var document = JsonDocument.Parse(detail);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.EnumerateObject().DistinctBy(member => member.Name).ToDictionary(member => member.Name, member => member.Value.ToString(), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            // Shown as it stands.
        }

        return new Dictionary<string, string>(StringComparer.Ordinal) { ["detail"] = detail };
    }

    // userName and newUserName are one change.
    private static string Renewed(string name) => name.Length == 0 ? "new" : $"new{char.ToUpperInvariant(name[0])}{name[1..]}";

    private static IEnumerable<AuditChange> Differences(Dictionary<string, string> before, Dictionary<string, string> after) =>
        from name in before.Keys.Union(after.Keys, StringComparer.Ordinal)
        let old = before.GetValueOrDefault(name)
        let now = after.GetValueOrDefault(name)
        where old != now
        select new AuditChange(Words(name), old, now, IsChange: true);

    // A document becomes its leaves; what is none is one leaf.
    private static Dictionary<string, string> Members(string text)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            Add(members, "", document.RootElement, 0);
        }
        catch (JsonException)
        {
            members["value"] = text;
        }

        return members;
    }

    private static void Add(Dictionary<string, string> members, string path, JsonElement element, int depth)
    {
        if (members.Count >= MostMembers)
            return;
        if (element.ValueKind == JsonValueKind.Object && depth < Deepest)
        {
            foreach (var member in element.EnumerateObject())
                Add(members, path.Length == 0 ? member.Name : $"{path}, {member.Name}", member.Value, depth + 1);
        }
        else
        {
            members[path.Length == 0 ? "value" : path] = element.ValueKind switch
            {
                JsonValueKind.String => element.GetString()!,
                JsonValueKind.Array => string.Join(", ", element.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : item.GetRawText())),
                _ => element.GetRawText(),
            };
        }
    }

    /// <summary><c>lockoutThreshold</c> is Lockout threshold.</summary>
    private static string Words(string name)
    {
        var words = Humps().Replace(name, " $1").ToLowerInvariant();
        return words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];
    }

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex Humps();
}
