using System.Globalization;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Portal.Access;
using Keyway.Server.Search;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.AuthenticationMethods;

/// <summary>The policy of Temporary Access Passes.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
internal sealed class TemporaryAccessPassModel(TemporaryAccessPassPolicies policies, GroupSearch groups)
    : PolicyForm<TemporaryAccessPassPolicy, TemporaryAccessPassRules>(policies, groups)
{
    private readonly TemporaryAccessPassPolicies _policies = policies;

    /// <summary>Minutes, as the next two.</summary>
    [BindProperty]
    public string? Usual { get; set; }

    [BindProperty]
    public string? Shortest { get; set; }

    [BindProperty]
    public string? Longest { get; set; }

    /// <summary>Characters of a pass.</summary>
    [BindProperty]
    public string? Length { get; set; }

    [BindProperty]
    public bool OnlyOnce { get; set; }

    protected override string Saved => "The policy of Temporary Access Passes is changed.";

    protected override IEnumerable<(string Name, string? Value)> OwnFields =>
        [("usual", Usual), ("shortest", Shortest), ("longest", Longest), ("length", Length), ("onlyOnce", OnlyOnce ? "true" : "false")];

    protected override void Show(TemporaryAccessPassPolicy document)
    {
        ShowTargets(document.State, document.IncludeTargets, document.ExcludeTargets);
        Usual = Text(document.DefaultLifetimeInMinutes);
        Shortest = Text(document.MinimumLifetimeInMinutes);
        Longest = Text(document.MaximumLifetimeInMinutes);
        Length = Text(document.DefaultLength);
        OnlyOnce = document.IsUsableOnce == true;
    }

    protected override Result<TemporaryAccessPassPolicy> Candidate()
    {
        if (!Targets().TryGet(out var targets, out var refusal))
            return refusal;
        if (Number(Usual) is not { } usual || Number(Shortest) is not { } shortest || Number(Longest) is not { } longest || Number(Length) is not { } length)
            return Catalogue.Portal.PassLimitsInvalid;
        var candidate = new TemporaryAccessPassPolicy(
            State: State, DefaultLifetimeInMinutes: usual, DefaultLength: length, MinimumLifetimeInMinutes: shortest, MaximumLifetimeInMinutes: longest,
            IsUsableOnce: OnlyOnce, IncludeTargets: targets.Include, ExcludeTargets: targets.Exclude);
        return _policies.Preview(candidate).Succeeded ? candidate : Catalogue.Portal.PassLimitsInvalid;
    }

    protected override IEnumerable<PolicyDifference> Compare(TemporaryAccessPassPolicy now, TemporaryAccessPassPolicy then) =>
    [
        .. CompareTargets((now.State, now.IncludeTargets, now.ExcludeTargets), (then.State, then.IncludeTargets, then.ExcludeTargets)),
        new("Usual lifetime", Minutes(now.DefaultLifetimeInMinutes), Minutes(then.DefaultLifetimeInMinutes)),
        new("Shortest lifetime", Minutes(now.MinimumLifetimeInMinutes), Minutes(then.MinimumLifetimeInMinutes)),
        new("Longest lifetime", Minutes(now.MaximumLifetimeInMinutes), Minutes(then.MaximumLifetimeInMinutes)),
        new("Characters", Text(now.DefaultLength), Text(then.DefaultLength)),
        new("Every pass works once only", OnOff(now.IsUsableOnce), OnOff(then.IsUsableOnce)),
    ];

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Minutes(int? number) => Text(number) + " minutes";
}
