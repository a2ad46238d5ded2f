using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Provisioning;
using Keyway.Server.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Keyway.Server.Portal.Administration.AuthenticationMethods;

/// <summary>The way of a policy's form: fill in, find groups, review, save. Nothing is stored before the review was answered.</summary>
internal abstract class PolicyForm<TDocument, TRules>(MethodPolicies<TDocument, TRules> policies, GroupSearch groups) : MethodPolicyPage
    where TDocument : class
    where TRules : class
{
    protected GroupSearch GroupNamesOf { get; } = groups;

    /// <summary>The policy as it is now.</summary>
    protected TDocument Now => policies.CurrentVersion.Document;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        if (!HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method) && !MayChange)
            context.Result = new RefusedResult(Catalogue.Accounts.Forbidden);
    }

    public void OnGet()
    {
        (var document, Version) = policies.CurrentVersion;
        Show(document);
        ShowRows();
    }

    /// <summary>Shows the form as it was filled in, with the groups and models that were searched for.</summary>
    public IActionResult OnPost()
    {
        foreach (var found in GroupNamesOf.Find(GroupText).Where(found => Groups.TrueForAll(known => known.Id != found.Id)))
            Groups.Add(new GroupChoice { Id = found.Id, Choice = GroupChoice.Neither });
        Search();
        return Edit();
    }

    public IActionResult OnPostReview() => Candidate().TryGet(out var candidate, out var refusal) && Review(candidate, out refusal) is { } page ? page : Edit(refusal);

    public async Task<IActionResult> OnPostSaveAsync()
    {
        if (!Candidate().TryGet(out var candidate, out var refusal))
            return Edit(refusal);
        if (Check(candidate) is { } unconfirmed)
            return Review(candidate, out _, unconfirmed) ?? Edit(unconfirmed);
        // Without a version the change would overwrite whatever is there.
        var condition = EntityTag.Of(Version ?? -1);
        if ((await policies.ChangeAsync(candidate, Person.Id, HttpContext.RequestAborted, condition)).TryGet(out _, out refusal))
            return GoTo(Overview, Saved);
        if (refusal.Error != Catalogue.AuthenticationMethods.PolicyChangedMeanwhile)
            return Edit(refusal);
        // What somebody else made of it meanwhile is what the review compares with now.
        Version = policies.CurrentVersion.Version;
        return Review(candidate, out _, refusal) ?? Edit(refusal);
    }

    /// <summary>What is told once it is saved.</summary>
    protected abstract string Saved { get; }

    /// <summary>Fills the form in.</summary>
    protected abstract void Show(TDocument document);

    /// <summary>What the form says, if it can be understood.</summary>
    protected abstract Result<TDocument> Candidate();

    /// <summary>What the change would change, without what all methods have.</summary>
    protected abstract IEnumerable<PolicyDifference> Compare(TDocument now, TDocument then);

    /// <summary>Looks for what was searched for besides groups.</summary>
    protected virtual void Search()
    {
    }

    /// <summary>Gets what the form shows beside its fields.</summary>
    protected virtual void ShowRows() => GroupNames = GroupNamesOf.NamesOf([.. Groups.Select(group => group.Id)]);

    /// <summary>Gets what the review shows.</summary>
    protected virtual void ShowReview(TDocument candidate, TRules then)
    {
    }

    /// <summary>Null, or what has to be confirmed before the change is saved.</summary>
    protected virtual Refusal? Check(TDocument candidate) => null;

    protected void ShowTargets(string? state, IReadOnlyList<PolicyTarget>? include, IReadOnlyList<PolicyTarget>? exclude)
    {
        On = state == MethodStates.Enabled;
        Who = PolicyTargets.AreEverybody(include) ? "everybody" : "groups";
        Groups =
        [
            .. PolicyTargets.Groups(include).Except(PolicyTargets.Groups(exclude)).Select(id => new GroupChoice { Id = id, Choice = GroupChoice.Include }),
            .. PolicyTargets.Groups(exclude).Distinct().Select(id => new GroupChoice { Id = id, Choice = GroupChoice.Exclude }),
        ];
    }

    protected string State => On ? MethodStates.Enabled : MethodStates.Disabled;

    /// <summary>Who is meant; KW2659 when that is nobody though the method is on.</summary>
    protected Result<(IReadOnlyList<PolicyTarget> Include, IReadOnlyList<PolicyTarget> Exclude)> Targets()
    {
        var include = ForEverybody ? PolicyTargets.Everybody : PolicyTargets.Of(Chosen(GroupChoice.Include));
        if (On && include.Count == 0)
            return Catalogue.Portal.NobodyMeant;
        return (include, PolicyTargets.Of(Chosen(GroupChoice.Exclude)));
    }

    protected static string OnOff(bool? on) => on == true ? "on" : "off";

    protected IEnumerable<PolicyDifference> CompareTargets(
        (string? State, IReadOnlyList<PolicyTarget>? Include, IReadOnlyList<PolicyTarget>? Exclude) now,
        (string? State, IReadOnlyList<PolicyTarget>? Include, IReadOnlyList<PolicyTarget>? Exclude) then)
    {
        yield return new PolicyDifference("State", OnOff(now.State == MethodStates.Enabled), OnOff(then.State == MethodStates.Enabled));
        yield return new PolicyDifference("Who may use it", PolicyTargets.Names(now.Include, GroupNamesOf), PolicyTargets.Names(then.Include, GroupNamesOf));
        yield return new PolicyDifference("Who may not, whatever stands above", PolicyTargets.Names(now.Exclude, GroupNamesOf), PolicyTargets.Names(then.Exclude, GroupNamesOf));
    }

    private IEnumerable<Guid> Chosen(string choice) => Groups.Where(group => group.Choice == choice).Select(group => group.Id);

    private PageResult Edit(Refusal? refusal = null)
    {
        ShowRows();
        return refusal is null ? Page() : Refuse(refusal);
    }

    private PageResult? Review(TDocument candidate, out Refusal? refusal, Refusal? told = null)
    {
        if (!policies.Preview(candidate).TryGet(out var then, out refusal))
            return null;
        InReview = true;
        Differences = [.. Compare(Now, candidate).Where(difference => difference.Now != difference.Then)];
        ShowReview(candidate, then);
        return told is null ? Page() : Refuse(told);
    }
}
