using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Synchronization;

/// <summary>Whether the server holds already what the domain says.</summary>
internal static class Sameness
{
    public static bool Of(ScimUser desired, ScimUser held) =>
        desired.UserName == held.UserName
        && desired.Active == held.Active
        && (desired.DisplayName ?? "") == (held.DisplayName ?? "")
        && Mail(desired) == Mail(held)
        && desired.OnPremises == held.OnPremises;

    /// <param name="desired">From the domain.</param>
    /// <param name="held">From the server.</param>
    /// <param name="anchors">SCIM id to anchor.</param>
    /// <param name="leaving">SCIM ids of objects that this sync deletes, and with them their memberships.</param>
    public static bool Of(DesiredGroup desired, ScimGroup held, IReadOnlyDictionary<string, Guid> anchors, IReadOnlySet<string> leaving)
    {
        if (desired.DisplayName != held.DisplayName || desired.OnPremises != held.OnPremises)
            return false;

        var members = new HashSet<Guid>();
        foreach (var member in held.Members ?? [])
        {
            if (leaving.Contains(member.Value))
                continue;
            if (!anchors.TryGetValue(member.Value, out var anchor))
                return false;
            members.Add(anchor);
        }

        return members.Count == desired.Members.Count && desired.Members.All(member => members.Contains(member.Anchor));
    }

    private static string Mail(ScimUser user) =>
        (user.Emails?.FirstOrDefault(email => email is { Primary: true }) ?? user.Emails?.FirstOrDefault(email => email is not null))?.Value ?? "";
}
