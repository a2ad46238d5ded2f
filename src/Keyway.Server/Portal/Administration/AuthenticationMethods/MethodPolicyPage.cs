using Keyway.Server.Accounts;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.AuthenticationMethods;

/// <summary>What the form of every method's policy has: on or off, for whom, and the version that the administrator saw.</summary>
internal abstract class MethodPolicyPage : PortalPage
{
    public const string Overview = "/admin/authentication-methods";

    /// <summary>The version of the policy that the form began with, so that nobody's change is lost (O06).</summary>
    [BindProperty]
    public long? Version { get; set; }

    [BindProperty]
    public bool On { get; set; }

    /// <summary><c>everybody</c> or <c>groups</c>.</summary>
    [BindProperty]
    public string? Who { get; set; }

    [BindProperty]
    public List<GroupChoice> Groups { get; set; } = [];

    /// <summary>The beginning of a group's name.</summary>
    [BindProperty]
    public string? GroupText { get; set; }

    /// <summary>The names of <see cref="Groups"/>.</summary>
    public IReadOnlyDictionary<Guid, string> GroupNames { get; protected set; } = new Dictionary<Guid, string>();

    /// <summary>The page asks whether the change is wanted, and shows no field.</summary>
    public bool InReview { get; protected set; }

    public IReadOnlyList<PolicyDifference> Differences { get; protected set; } = [];

    public bool MayChange => Has(Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator);

    public bool ForEverybody => Who != "groups";

    /// <summary>The form as it was filled in, to be sent again from the review.</summary>
    public IEnumerable<(string Name, string? Value)> Fields
    {
        get
        {
            yield return ("version", Version?.ToString(System.Globalization.CultureInfo.InvariantCulture));
            yield return ("on", On ? "true" : "false");
            yield return ("who", Who);
            for (var index = 0; index < Groups.Count; index++)
            {
                yield return ($"groups[{index}].id", Groups[index].Id.ToString("D"));
                yield return ($"groups[{index}].choice", Groups[index].Choice);
            }

            foreach (var own in OwnFields)
                yield return own;
        }
    }

    /// <summary>The fields that only this method's form has.</summary>
    protected abstract IEnumerable<(string Name, string? Value)> OwnFields { get; }
}
