using System.Globalization;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>One link of a site, domain or organisational unit to a Group Policy object ([MS-GPOL] 2.2.2).</summary>
/// <param name="ObjectDn">Distinguished name of the object.</param>
/// <param name="IsDisabled">It does not count.</param>
/// <param name="IsEnforced">Nothing below it overrules it, and no block stops it.</param>
public sealed record GroupPolicyLink(string ObjectDn, bool IsDisabled, bool IsEnforced)
{
    private const string Scheme = "LDAP://";
    private const int Disabled = 1;
    private const int Enforced = 2;
    private const int MaximumLinks = 999;

    /// <summary>Reads gPLink: <c>[LDAP://DN;options]</c> again and again, the weakest first. <c>KW3286</c>.</summary>
    public static Result<IReadOnlyList<GroupPolicyLink>> Parse(string text)
    {
        var links = new List<GroupPolicyLink>();
        var rest = text.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(']');
            if (rest[0] != '[' || end < 0 || links.Count == MaximumLinks)
                return Malformed(text);
            var link = rest[1..end];
            var options = link.LastIndexOf(';');
            if (options < 0 || !link.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                || !int.TryParse(link[(options + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var flags) || (flags & ~(Disabled | Enforced)) != 0)
                return Malformed(text);
            links.Add(new GroupPolicyLink(link[Scheme.Length..options].ToString(), (flags & Disabled) != 0, (flags & Enforced) != 0));
            rest = rest[(end + 1)..].TrimStart();
        }

        return links;
    }

    private static Refusal Malformed(string text) => new(Catalogue.Policies.LinkMalformed, text.Length > 200 ? text[..200] : text);
}
