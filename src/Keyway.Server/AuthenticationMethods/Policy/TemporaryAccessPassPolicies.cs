using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>The stored policy of Temporary Access Passes.</summary>
internal sealed class TemporaryAccessPassPolicies(Store store, DurableWriter writer, AuditLog audit)
    : MethodPolicies<TemporaryAccessPassPolicy, TemporaryAccessPassRules>(
        store, writer, audit, "temporaryAccessPass", AuditActivity.PassPolicyChanged, ContractsJson.Default.TemporaryAccessPassPolicy)
{
    private const int ShortestMinutes = 10;
    private const int LongestMinutes = 43_200;
    private const int ShortestCode = 8;

    protected override TemporaryAccessPassPolicy Unset => new(
        "TemporaryAccessPass", MethodStates.Enabled, 60, PassCode.UsualLength, ShortestMinutes, LongestMinutes, false, [new PolicyTarget("group", MethodTargets.AllUsers)], []);

    protected override Result<TemporaryAccessPassPolicy> Merge(TemporaryAccessPassPolicy before, TemporaryAccessPassPolicy change)
    {
        if (!MethodStates.IsStateOrAbsent(change.State))
            return Invalid("state");
        if (change.DefaultLength is < ShortestCode or > PassCode.LongestLength)
            return Invalid("defaultLength");
        if (!MethodTargets.AreTargets(change.IncludeTargets) || !MethodTargets.AreTargets(change.ExcludeTargets))
            return Invalid("targets");
        var after = before with
        {
            State = change.State ?? before.State,
            DefaultLifetimeInMinutes = change.DefaultLifetimeInMinutes ?? before.DefaultLifetimeInMinutes,
            DefaultLength = change.DefaultLength ?? before.DefaultLength,
            MinimumLifetimeInMinutes = change.MinimumLifetimeInMinutes ?? before.MinimumLifetimeInMinutes,
            MaximumLifetimeInMinutes = change.MaximumLifetimeInMinutes ?? before.MaximumLifetimeInMinutes,
            IsUsableOnce = change.IsUsableOnce ?? before.IsUsableOnce,
            IncludeTargets = change.IncludeTargets ?? before.IncludeTargets,
            ExcludeTargets = change.ExcludeTargets ?? before.ExcludeTargets,
        };
        return ShortestMinutes <= after.MinimumLifetimeInMinutes && after.MinimumLifetimeInMinutes <= after.DefaultLifetimeInMinutes
            && after.DefaultLifetimeInMinutes <= after.MaximumLifetimeInMinutes && after.MaximumLifetimeInMinutes <= LongestMinutes
            ? after
            : Invalid("lifetimes");
    }

    protected override TemporaryAccessPassRules Read(TemporaryAccessPassPolicy document) => new(document);

    private static Refusal Invalid(string member) => new(Catalogue.AuthenticationMethods.PolicyInvalid, member);
}
