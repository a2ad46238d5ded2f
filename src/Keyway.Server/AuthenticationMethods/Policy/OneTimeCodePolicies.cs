using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>The stored policy of one-time codes.</summary>
internal sealed class OneTimeCodePolicies(Store store, DurableWriter writer, AuditLog audit)
    : MethodPolicies<OneTimeCodePolicy, OneTimeCodeRules>(store, writer, audit, "softwareOath", AuditActivity.OneTimeCodePolicyChanged, ContractsJson.Default.OneTimeCodePolicy)
{
    /// <summary>Everybody; and the first code needs a strong sign-in, until somebody decides that a password will do.</summary>
    protected override OneTimeCodePolicy Unset => new("SoftwareOath", MethodStates.Enabled, false, [new PolicyTarget("group", MethodTargets.AllUsers)], []);

    protected override Result<OneTimeCodePolicy> Merge(OneTimeCodePolicy before, OneTimeCodePolicy change)
    {
        if (!MethodStates.IsStateOrAbsent(change.State))
            return new Refusal(Catalogue.AuthenticationMethods.PolicyInvalid, "state");
        if (!MethodTargets.AreTargets(change.IncludeTargets) || !MethodTargets.AreTargets(change.ExcludeTargets))
            return new Refusal(Catalogue.AuthenticationMethods.PolicyInvalid, "targets");
        return before with
        {
            State = change.State ?? before.State,
            IsRegistrationByPasswordAllowed = change.IsRegistrationByPasswordAllowed ?? before.IsRegistrationByPasswordAllowed,
            IncludeTargets = change.IncludeTargets ?? before.IncludeTargets,
            ExcludeTargets = change.ExcludeTargets ?? before.ExcludeTargets,
        };
    }

    protected override OneTimeCodeRules Read(OneTimeCodePolicy document) => new(document);
}
