using Keyway.Contracts.Graph;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;

namespace Keyway.Server.Portal.Administration.AuthenticationMethods;

/// <summary>Every method with its state and whom it is for.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
internal sealed class IndexModel(SecurityKeyPolicies keys, TemporaryAccessPassPolicies passes, OneTimeCodePolicies codes) : PortalPage
{
    public SecurityKeyPolicy Keys { get; } = keys.CurrentVersion.Document;

    public TemporaryAccessPassPolicy Passes { get; } = passes.CurrentVersion.Document;

    public OneTimeCodePolicy Codes { get; } = codes.CurrentVersion.Document;

    /// <summary>The rules that somebody at the front door wants to see at a glance.</summary>
    public string KeyRules
    {
        get
        {
            var models = Keys.KeyRestrictions is { IsEnforced: true } restrictions
                ? restrictions.EnforcementType == "allow" ? $"Only {Count(restrictions.Aaguids.Count)}" : $"All models but {Count(restrictions.Aaguids.Count)}"
                : "Any model";
            return models + (Keys.IsAttestationEnforced == true ? "; attestation enforced" : "") + (Keys.IsSelfServiceRegistrationAllowed == true ? "" : "; administrators register");
        }
    }

    private static string Count(int models) => models == 1 ? "1 model" : $"{models.ToString(System.Globalization.CultureInfo.InvariantCulture)} models";
}
