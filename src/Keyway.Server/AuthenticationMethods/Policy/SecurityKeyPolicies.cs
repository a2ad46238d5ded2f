using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>The stored security key policy.</summary>
internal sealed class SecurityKeyPolicies(Store store, DurableWriter writer, AuditLog audit)
    : MethodPolicies<SecurityKeyPolicy, SecurityKeyRules>(store, writer, audit, "fido2", AuditActivity.PolicyChanged, ContractsJson.Default.SecurityKeyPolicy)
{
    protected override SecurityKeyPolicy Unset => SecurityKeyRules.Default.Document;

    protected override Result<SecurityKeyPolicy> Merge(SecurityKeyPolicy before, SecurityKeyPolicy change) => SecurityKeyPolicyChange.Apply(before, change);

    protected override SecurityKeyRules Read(SecurityKeyPolicy document) => new(document);
}
