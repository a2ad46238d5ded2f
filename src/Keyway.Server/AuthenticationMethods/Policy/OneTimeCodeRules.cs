using Keyway.Contracts.Graph;
using Keyway.Server.Accounts;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>The policy of one-time codes, complete and ready to ask.</summary>
/// <param name="document">With no member absent.</param>
internal sealed class OneTimeCodeRules(OneTimeCodePolicy document)
{
    private readonly MethodTargets _targets = new(document.State, document.IncludeTargets!, document.ExcludeTargets!);

    /// <summary>Whether somebody who has no strong way to sign in may register codes after a sign-in by password alone.</summary>
    public bool RegistrationByPasswordAllowed => document.IsRegistrationByPasswordAllowed == true;

    /// <summary>Whether the person may use one-time codes at all.</summary>
    public bool Includes(Account account, AccountDirectory directory) => _targets.Include(account, directory);
}
