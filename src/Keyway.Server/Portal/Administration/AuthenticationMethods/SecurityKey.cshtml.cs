using System.Globalization;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Metadata;
using Keyway.Server.Portal.Access;
using Keyway.Server.Search;
using Keyway.Server.SecurityInfo;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.AuthenticationMethods;

/// <summary>The policy of security keys; before it is saved, whom it would shut out.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
internal sealed class SecurityKeyModel(
    SecurityKeyPolicies policies, GroupSearch groups, SecurityKeyImpact impact, SecurityKeyRegistrations registrations, AccountDirectory accounts, AuthenticatorModels models)
    : PolicyForm<SecurityKeyPolicy, SecurityKeyRules>(policies, groups)
{
    private const string AnyModel = "any";
    private const string Allow = "allow";
    private const string Block = "block";
    private const int MostFound = 20;

    private readonly SecurityKeyPolicies _policies = policies;

    [BindProperty]
    public bool SelfService { get; set; }

    [BindProperty]
    public bool Attestation { get; set; }

    /// <summary><c>any</c>, <c>allow</c> or <c>block</c>.</summary>
    [BindProperty]
    public string? Restriction { get; set; }

    [BindProperty]
    public List<ModelChoice> Models { get; set; } = [];

    /// <summary>Models that are in no list, by AAGUID.</summary>
    [BindProperty]
    public string? Typed { get; set; }

    /// <summary>Part of a model's name.</summary>
    [BindProperty]
    public string? ModelText { get; set; }

    /// <summary>The administrator whose own keys the change shuts out knows another way in.</summary>
    [BindProperty]
    public bool AnotherWayIn { get; set; }

    /// <summary>What is registered here of each model.</summary>
    public IReadOnlyDictionary<Guid, ModelImpact> Registered { get; private set; } = new Dictionary<Guid, ModelImpact>();

    /// <summary>What the change would shut out, when it is reviewed.</summary>
    public RestrictionImpact? Impact { get; private set; }

    /// <summary>How many of the administrator's own usable keys the change shuts out, and how many there are.</summary>
    public (int Lost, int Usable) Own { get; private set; }

    /// <summary>The administrator would have no key left.</summary>
    public bool ShutsOutOneself => Own.Lost > 0 && Own.Lost == Own.Usable;

    public bool IsRestricted => Restriction is Allow or Block;

    public string ModelName(Guid aaguid) => models.Of(aaguid).Name;

    /// <summary>Whether the model is shut out as things are.</summary>
    public bool IsShutOutNow(Guid aaguid) => Registered.TryGetValue(aaguid, out var now) && now.ShutOut;

    protected override string Saved => "The policy of security keys is changed. It holds from the next sign-in on.";

    protected override IEnumerable<(string Name, string? Value)> OwnFields
    {
        get
        {
            yield return ("selfService", SelfService ? "true" : "false");
            yield return ("attestation", Attestation ? "true" : "false");
            yield return ("restriction", Restriction);
            for (var index = 0; index < Models.Count; index++)
            {
                yield return (string.Create(CultureInfo.InvariantCulture, $"models[{index}].aaguid"), Models[index].Aaguid.ToString("D"));
                yield return (string.Create(CultureInfo.InvariantCulture, $"models[{index}].chosen"), Models[index].Chosen ? "true" : "false");
            }

            yield return ("typed", Typed);
        }
    }

    protected override void Show(SecurityKeyPolicy document)
    {
        ShowTargets(document.State, document.IncludeTargets, document.ExcludeTargets);
        SelfService = document.IsSelfServiceRegistrationAllowed == true;
        Attestation = document.IsAttestationEnforced == true;
        Restriction = document.KeyRestrictions is { IsEnforced: true } restrictions ? restrictions.EnforcementType : AnyModel;
        Models = [.. document.KeyRestrictions!.Aaguids.Distinct().Select(aaguid => new ModelChoice { Aaguid = aaguid, Chosen = true })];
    }

    protected override void ShowRows()
    {
        base.ShowRows();
        ReadRegistered();
        Models.AddRange(Registered.Keys.Where(aaguid => Models.TrueForAll(known => known.Aaguid != aaguid)).Select(aaguid => new ModelChoice { Aaguid = aaguid }));
    }

    protected override void Search()
    {
        if (string.IsNullOrWhiteSpace(ModelText))
            return;
        var found = models.All.Where(model => model.Name.Contains(ModelText.Trim(), StringComparison.OrdinalIgnoreCase)).Take(MostFound);
        Models.AddRange(found.Where(model => Models.TrueForAll(known => known.Aaguid != model.Aaguid)).Select(model => new ModelChoice { Aaguid = model.Aaguid }).ToList());
    }

    protected override Result<SecurityKeyPolicy> Candidate()
    {
        if (!Targets().TryGet(out var targets, out var refusal))
            return refusal;
        if (!TypedModels().TryGet(out var typed, out refusal))
            return refusal;
        return new SecurityKeyPolicy(
            State: State,
            IsSelfServiceRegistrationAllowed: SelfService,
            IsAttestationEnforced: Attestation,
            // The list stays when nothing is restricted, for who switches the restriction on again.
            KeyRestrictions: new KeyRestrictions(IsRestricted, Restriction == Allow ? Allow : Block, [.. Models.Where(model => model.Chosen).Select(model => model.Aaguid).Concat(typed).Distinct()]),
            IncludeTargets: targets.Include,
            ExcludeTargets: targets.Exclude);
    }

    protected override IEnumerable<PolicyDifference> Compare(SecurityKeyPolicy now, SecurityKeyPolicy then) =>
    [
        .. CompareTargets((now.State, now.IncludeTargets, now.ExcludeTargets), (then.State, then.IncludeTargets, then.ExcludeTargets)),
        new("People register their own keys", OnOff(now.IsSelfServiceRegistrationAllowed), OnOff(then.IsSelfServiceRegistrationAllowed)),
        new("Attestation enforced", OnOff(now.IsAttestationEnforced), OnOff(then.IsAttestationEnforced)),
        new("Models", Words(now.KeyRestrictions!), Words(then.KeyRestrictions!)),
    ];

    protected override void ShowReview(SecurityKeyPolicy candidate, SecurityKeyRules then)
    {
        Impact = impact.Of(candidate).TryGet(out var counted, out _) ? counted : null;
        var now = _policies.Current;
        var disabled = now.Document.State != MethodStates.Enabled;
        Registered = Impact?.Models.ToDictionary(model => model.Aaguid, model => model with { ShutOut = disabled || !now.Allows(model.Aaguid) }) ?? Registered;
        Own = OwnLoss(then);
    }

    protected override Refusal? Check(SecurityKeyPolicy candidate) =>
        !AnotherWayIn && _policies.Preview(candidate).TryGet(out var then, out _) && OwnLoss(then) is var (lost, usable) && lost > 0 && lost == usable
            ? new Refusal(Catalogue.Portal.OwnKeysShutOut)
            : null;

    private void ReadRegistered() => Registered = impact.Of(new SecurityKeyPolicy()).TryGet(out var now, out _) ? now.Models.ToDictionary(model => model.Aaguid) : Registered;

    private (int Lost, int Usable) OwnLoss(SecurityKeyRules then)
    {
        var person = Person;
        var now = _policies.Current;
        var usable = now.Includes(person, accounts) ? registrations.KeysOf(person.Id).FindAll(key => now.Allows(key.Aaguid)) : [];
        return (then.Includes(person, accounts) ? usable.Count(key => !then.Allows(key.Aaguid)) : usable.Count, usable.Count);
    }

    private Result<List<Guid>> TypedModels()
    {
        var typed = new List<Guid>();
        foreach (var line in (Typed ?? "").Split([' ', ',', ';', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Guid.TryParseExact(line, "D", out var aaguid))
                return Catalogue.Portal.NotAModel;
            typed.Add(aaguid);
        }

        return typed;
    }

    private string Words(KeyRestrictions restrictions)
    {
        if (!restrictions.IsEnforced)
            return "any";
        var names = restrictions.Aaguids.Count == 0 ? "none" : string.Join(", ", restrictions.Aaguids.Select(ModelName).Order(StringComparer.CurrentCultureIgnoreCase));
        return restrictions.EnforcementType == Allow ? $"only {names}" : $"all but {names}";
    }
}
