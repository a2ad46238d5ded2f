using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.KerberosServers;

namespace Keyway.Connect.KerberosServers;

/// <summary>One change of a plan, in the domain or at the identity server.</summary>
/// <param name="Kind">For programs.</param>
/// <param name="Verb">For people; the object's name follows.</param>
/// <param name="Attributes">What it writes.</param>
/// <param name="Right">Which right it needs, and on what.</param>
internal sealed record PlanRow(string Kind, string Verb, string Name, IReadOnlyList<(string Name, string Value)> Attributes, string Right)
{
    public static PlanRow Of(PlannedChange change) =>
        new(change.Kind.ToString(), ChangeWords.Verb(change.Kind), change.Dn, [.. change.Attributes.Select(attribute => (attribute.Name, attribute.Value))], change.Right);

    public JsonObject Json() => ChangeWords.Json(Kind, Name, Attributes, Right);
}
