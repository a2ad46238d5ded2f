using Keyway.Contracts.Graph;
using Keyway.Server.Accounts;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>The policy of Temporary Access Passes, complete and ready to ask.</summary>
/// <param name="document">With no member absent.</param>
internal sealed class TemporaryAccessPassRules(TemporaryAccessPassPolicy document)
{
    private readonly MethodTargets _targets = new(document.State, document.IncludeTargets!, document.ExcludeTargets!);

    public int DefaultMinutes => document.DefaultLifetimeInMinutes!.Value;

    /// <summary>Characters of a code.</summary>
    public int CodeLength => document.DefaultLength!.Value;

    /// <summary>Every pass works once, whatever is asked for.</summary>
    public bool OnlyOnce => document.IsUsableOnce == true;

    /// <summary>Whether a pass may live for so long.</summary>
    public bool Allows(int minutes) => minutes >= document.MinimumLifetimeInMinutes && minutes <= document.MaximumLifetimeInMinutes;

    /// <summary>Whether the person may have a pass, and use it.</summary>
    public bool Includes(Account account, AccountDirectory directory) => _targets.Include(account, directory);
}
