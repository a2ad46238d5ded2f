using System.Collections.Frozen;
using Keyway.Contracts.Graph;
using Keyway.Server.Accounts;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>The security key policy, complete and ready to ask. Model restrictions hold at registration and at sign-in.</summary>
internal sealed class SecurityKeyRules
{
    private readonly FrozenSet<Guid> _models;
    private readonly MethodTargets _targets;

    /// <param name="document">With no member absent.</param>
    public SecurityKeyRules(SecurityKeyPolicy document)
    {
        Document = document;
        _models = document.KeyRestrictions!.Aaguids.ToFrozenSet();
        _targets = new MethodTargets(document.State, document.IncludeTargets!, document.ExcludeTargets!);
    }

    /// <summary>Before an administrator decides: everybody, any model, self-service, no attestation demanded.</summary>
    public static SecurityKeyRules Default { get; } = new(new SecurityKeyPolicy(
        "Fido2", MethodStates.Enabled, true, false, new KeyRestrictions(false, "block", []), [new PolicyTarget("group", MethodTargets.AllUsers)], []));

    public SecurityKeyPolicy Document { get; }

    public bool SelfServiceAllowed => Document.IsSelfServiceRegistrationAllowed == true;

    public bool AttestationEnforced => Document.IsAttestationEnforced == true;

    /// <summary>Whether the person may use security keys at all.</summary>
    public bool Includes(Account account, AccountDirectory directory) => _targets.Include(account, directory);

    /// <summary>Whether keys of this model may be used.</summary>
    public bool Allows(Guid aaguid)
    {
        var restrictions = Document.KeyRestrictions!;
        return !restrictions.IsEnforced || _models.Contains(aaguid) == (restrictions.EnforcementType == "allow");
    }
}
