using System.Collections.Frozen;
using Keyway.Contracts.Graph;
using Keyway.Server.Accounts;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>The security key policy, complete and ready to ask. Exclusion wins over inclusion; model restrictions hold at registration and at sign-in.</summary>
internal sealed class SecurityKeyRules
{
    /// <summary>The target that includes everybody.</summary>
    public const string AllUsers = "all_users";

    private readonly FrozenSet<Guid> _models;
    private readonly FrozenSet<Guid> _includedGroups;
    private readonly FrozenSet<Guid> _excludedGroups;
    private readonly bool _everybodyIncluded;
    private readonly bool _everybodyExcluded;

    /// <param name="document">With no member absent.</param>
    public SecurityKeyRules(SecurityKeyPolicy document)
    {
        Document = document;
        _models = document.KeyRestrictions!.Aaguids.ToFrozenSet();
        (_everybodyIncluded, _includedGroups) = Groups(document.IncludeTargets!);
        (_everybodyExcluded, _excludedGroups) = Groups(document.ExcludeTargets!);
    }

    /// <summary>Before an administrator decides: everybody, any model, self-service, no attestation demanded.</summary>
    public static SecurityKeyRules Default { get; } = new(new SecurityKeyPolicy(
        "Fido2", "enabled", true, false, new KeyRestrictions(false, "block", []), [new PolicyTarget("group", AllUsers)], []));

    public SecurityKeyPolicy Document { get; }

    public bool SelfServiceAllowed => Document.IsSelfServiceRegistrationAllowed == true;

    public bool AttestationEnforced => Document.IsAttestationEnforced == true;

    /// <summary>Whether the person may use security keys at all.</summary>
    public bool Includes(Account account, AccountDirectory directory)
    {
        if (Document.State != "enabled" || _everybodyExcluded)
            return false;
        // Most tenants name no groups: then nobody's groups need to be read.
        if (_everybodyIncluded && _excludedGroups.Count == 0)
            return true;
        var groups = directory.GroupsOf(account).Ids;
        return !groups.Any(_excludedGroups.Contains) && (_everybodyIncluded || groups.Any(_includedGroups.Contains));
    }

    /// <summary>Whether keys of this model may be used.</summary>
    public bool Allows(Guid aaguid)
    {
        var restrictions = Document.KeyRestrictions!;
        return !restrictions.IsEnforced || _models.Contains(aaguid) == (restrictions.EnforcementType == "allow");
    }

    private static (bool Everybody, FrozenSet<Guid> Groups) Groups(IReadOnlyList<PolicyTarget> targets) => (
        targets.Any(target => target.Id == AllUsers),
        targets.Where(target => target.Id != AllUsers).Select(target => Guid.ParseExact(target.Id, "D")).ToFrozenSet());
}
