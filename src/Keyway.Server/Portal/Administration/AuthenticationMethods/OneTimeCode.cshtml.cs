using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Portal.Access;
using Keyway.Server.Search;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.AuthenticationMethods;

/// <summary>The policy of one-time codes.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
internal sealed class OneTimeCodeModel(OneTimeCodePolicies policies, GroupSearch groups) : PolicyForm<OneTimeCodePolicy, OneTimeCodeRules>(policies, groups)
{
    [BindProperty]
    public bool ByPassword { get; set; }

    protected override string Saved => "The policy of one-time codes is changed.";

    protected override IEnumerable<(string Name, string? Value)> OwnFields => [("byPassword", ByPassword ? "true" : "false")];

    protected override void Show(OneTimeCodePolicy document)
    {
        ShowTargets(document.State, document.IncludeTargets, document.ExcludeTargets);
        ByPassword = document.IsRegistrationByPasswordAllowed == true;
    }

    protected override Result<OneTimeCodePolicy> Candidate() => Targets().TryGet(out var targets, out var refusal)
        ? new OneTimeCodePolicy(State: State, IsRegistrationByPasswordAllowed: ByPassword, IncludeTargets: targets.Include, ExcludeTargets: targets.Exclude)
        : refusal;

    protected override IEnumerable<PolicyDifference> Compare(OneTimeCodePolicy now, OneTimeCodePolicy then) =>
    [
        .. CompareTargets((now.State, now.IncludeTargets, now.ExcludeTargets), (then.State, then.IncludeTargets, then.ExcludeTargets)),
        new("First app after a password alone", OnOff(now.IsRegistrationByPasswordAllowed), OnOff(then.IsRegistrationByPasswordAllowed)),
    ];
}
