using System.Security.Cryptography;
using System.Text;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.Passwords.Policy;
using Keyway.Server.Storage;

namespace Keyway.Server.Passwords;

/// <summary>Finds whose password a name stands for, and for names without one, which domain they shall seem to be of.</summary>
internal sealed class PasswordHolders(Store store, AccountDirectory accounts, PasswordPolicies policies, CloudPasswords cloud)
{
    private const int LongestName = 512;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Where a password could be right: the domains that are switched on, and this server when it keeps any. Empty when nowhere.</summary>
    public IReadOnlyList<DomainPasswordPolicy> Stages()
    {
        var stages = policies.All().FindAll(policy => policy.Enabled);
        if (cloud.AnyExist)
            stages.Add(DomainPasswordPolicy.Cloud);
        return stages;
    }

    /// <summary>The person, or null: nobody, without a password here, or of a domain that is switched off.</summary>
    public PasswordHolder? Find(string userName, IReadOnlyList<DomainPasswordPolicy> stages)
    {
        if (userName.Length > LongestName || accounts.FindByUserName(userName) is not { } account)
            return null;
        if (account.OnPremises is not { } onPremises)
            return cloud.Find(account.Id) is { } password ? new PasswordHolder(account, null, Guid.Empty, password.SetOn, DomainPasswordPolicy.Cloud) : null;
        return stages.FirstOrDefault(policy => policy.Domain == onPremises.DomainDnsName) is { } policy
            && Guid.TryParse(store.Read(session => DirectoryUsers.Find(session, account.Id))?.ExternalId, out var anchor)
            ? new PasswordHolder(account, onPremises, anchor, onPremises.PasswordLastSet, policy)
            : null;
    }

    /// <summary>
    /// What a name without a password seems to be of: the domain that its suffix names; else of this server, where most names of no domain are; and where
    /// nobody has a password of this server, always of the same domain.
    /// </summary>
    public DomainPasswordPolicy Stage(string userName, IReadOnlyList<DomainPasswordPolicy> stages)
    {
        var suffix = userName[(userName.LastIndexOf('@') + 1)..];
        return stages.FirstOrDefault(policy => suffix.Equals(policy.Domain, StringComparison.OrdinalIgnoreCase) || suffix.EndsWith('.' + policy.Domain, StringComparison.OrdinalIgnoreCase))
            ?? stages.FirstOrDefault(policy => policy.IsCloud)
            ?? stages[HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(suffix.ToUpperInvariant()))[0] % stages.Count];
    }
}
