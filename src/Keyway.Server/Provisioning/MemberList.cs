using System.Text.Json;
using Keyway.Errors;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Provisioning;

/// <summary>Reads the members that a request names.</summary>
internal static class MemberList
{
    private const int LongestId = 128;

    /// <summary>An array of <c>{"value": id}</c>, or one such object.</summary>
    public static Result<List<string>> Parse(JsonElement value)
    {
        var members = new List<string>();
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return members;
            case JsonValueKind.Object:
                return TryMember(value, members) ? members : Refused();
            case JsonValueKind.Array:
                members.Capacity = value.GetArrayLength();
                foreach (var element in value.EnumerateArray())
                {
                    if (!TryMember(element, members))
                        return Refused();
                }

                return members;
            default:
                return Refused();
        }
    }

    /// <summary>The ids that <c>members[value eq "id"]</c> names, one or several joined by <c>or</c>.</summary>
    public static Result<List<string>> Parse(FilterNode filter)
    {
        var members = new List<string>();
        return TryFilter(filter, members) ? members : new Refusal(Catalogue.Provisioning.FilterMalformed, "members");
    }

    private static bool TryFilter(FilterNode filter, List<string> members)
    {
        switch (filter)
        {
            case FilterPair { Both: false } pair:
                return TryFilter(pair.Left, members) && TryFilter(pair.Right, members);
            case FilterComparison { Attribute: "members.value", Operator: FilterOperator.Equal, Value: string id }:
                members.Add(id);
                return true;
            default:
                return false;
        }
    }

    private static bool TryMember(JsonElement element, List<string> members)
    {
        if (!ScimObject.Of(element).TryGet(out var member, out _) || member.Text("value") is not { Length: > 0 and <= LongestId } id)
            return false;
        members.Add(id);
        return true;
    }

    private static Refusal Refused() => new(Catalogue.Provisioning.ValueRefused, "members");
}
