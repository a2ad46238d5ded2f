using System.Security.Cryptography;
using System.Text;
using Keyway.Server.Accounts;
using Keyway.Server.Passwords.Policy;
using Keyway.Server.Storage;

namespace Keyway.Server.Passwords;

/// <summary>Finds whose password a name stands for, and for names without one, which domain they shall seem to be of.</summary>
internal sealed class PasswordHolders(Store store, AccountDirectory accounts)
{
    private const int LongestName = 512;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The person, or null: nobody, cloud-only, or of a domain that is switched off.</summary>
    /// <param name="enabled">Domains that are switched on.</param>
    public PasswordHolder? Find(string userName, IReadOnlyList<DomainPasswordPolicy> enabled)
    {
        if (userName.Length > LongestName || accounts.FindByUserName(userName) is not { OnPremises: { } onPremises } account)
            return null;
        return enabled.FirstOrDefault(policy => policy.Domain == onPremises.DomainDnsName) is { } policy
            && Guid.TryParse(store.Read(session => DirectoryUsers.Find(session, account.Id))?.ExternalId, out var anchor)
            ? new PasswordHolder(account, onPremises, anchor, policy)
            : null;
    }

    /// <summary>The domain whose state a name without a password shows: that of its suffix, else always the same one.</summary>
    public DomainPasswordPolicy Stage(string userName, IReadOnlyList<DomainPasswordPolicy> enabled)
    {
        var suffix = userName[(userName.LastIndexOf('@') + 1)..];
        return enabled.FirstOrDefault(policy => suffix.Equals(policy.Domain, StringComparison.OrdinalIgnoreCase) || suffix.EndsWith('.' + policy.Domain, StringComparison.OrdinalIgnoreCase))
            ?? enabled[HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(suffix.ToUpperInvariant()))[0] % enabled.Count];
    }
}
