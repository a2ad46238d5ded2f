using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.KerberosServers;

namespace Keyway.Connect.KerberosServers;

/// <summary>How a change of the directory is said: in one line when it was made, as JSON for programs.</summary>
internal static class ChangeWords
{
    /// <summary>Of a change that was made, such as <c>added CN=AzureADKerberos,…</c>.</summary>
    public static string Made(PlannedChange change) => change.Kind switch
    {
        PlannedChangeKind.Add => "added " + change.Dn,
        PlannedChangeKind.Modify => $"changed {change.Dn}: {Names(change)}",
        PlannedChangeKind.ResetPassword => "reset the password of " + change.Dn,
        PlannedChangeKind.Delete => "deleted " + change.Dn,
        PlannedChangeKind.Grant => $"granted on {change.Dn}: {Values(change)}",
        PlannedChangeKind.TakeOwnership => $"took ownership of {change.Dn} for {Values(change)}",
        _ => $"revoked on {change.Dn}: {Values(change)}",
    };

    /// <summary>Of a change to come, such as <c>Reset the password of</c>; the object's name follows.</summary>
    public static string Verb(PlannedChangeKind kind) => kind switch
    {
        PlannedChangeKind.Add => "Add",
        PlannedChangeKind.Modify => "Change",
        PlannedChangeKind.ResetPassword => "Reset the password of",
        PlannedChangeKind.Delete => "Delete",
        PlannedChangeKind.Grant => "Grant on",
        PlannedChangeKind.TakeOwnership => "Take ownership of",
        _ => "Revoke on",
    };

    public static JsonArray Json(IEnumerable<PlannedChange> changes) =>
        [.. changes.Select(change => (JsonNode)Json(change.Kind.ToString(), change.Dn, change.Attributes.Select(attribute => (attribute.Name, attribute.Value)), change.Right))];

    public static JsonObject Json(string kind, string dn, IEnumerable<(string Name, string Value)> attributes, string right) => new()
    {
        ["kind"] = kind,
        ["dn"] = dn,
        ["attributes"] = new JsonArray([.. attributes.Select(attribute => (JsonNode)new JsonObject { ["name"] = attribute.Name, ["value"] = attribute.Value })]),
        ["right"] = right,
    };

    private static string Names(PlannedChange change) => string.Join(", ", change.Attributes.Select(attribute => attribute.Name));

    private static string Values(PlannedChange change) => string.Join(", ", change.Attributes.Select(attribute => attribute.Value));
}
