using Keyway.Contracts.Graph;
using Keyway.Errors;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>Merges a PATCH into a policy; every value is checked, so that a stored policy cannot be wrong.</summary>
internal static class SecurityKeyPolicyChange
{
    private const int MostModels = 500;

    public static Result<SecurityKeyPolicy> Apply(SecurityKeyPolicy before, SecurityKeyPolicy change)
    {
        if (!MethodStates.IsStateOrAbsent(change.State))
            return Invalid("state");
        if (change.KeyRestrictions is { } restrictions && (restrictions.EnforcementType is not ("allow" or "block") || restrictions.Aaguids.Count > MostModels))
            return Invalid("keyRestrictions");
        if (!MethodTargets.AreTargets(change.IncludeTargets) || !MethodTargets.AreTargets(change.ExcludeTargets))
            return Invalid("targets");
        return before with
        {
            State = change.State ?? before.State,
            IsSelfServiceRegistrationAllowed = change.IsSelfServiceRegistrationAllowed ?? before.IsSelfServiceRegistrationAllowed,
            IsAttestationEnforced = change.IsAttestationEnforced ?? before.IsAttestationEnforced,
            KeyRestrictions = change.KeyRestrictions ?? before.KeyRestrictions,
            IncludeTargets = change.IncludeTargets ?? before.IncludeTargets,
            ExcludeTargets = change.ExcludeTargets ?? before.ExcludeTargets,
        };
    }

    private static Refusal Invalid(string member) => new(Catalogue.AuthenticationMethods.PolicyInvalid, member);
}
