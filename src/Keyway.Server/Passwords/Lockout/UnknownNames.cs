using System.Security.Cryptography;
using System.Text;
using Keyway.Server.Passwords.Policy;

namespace Keyway.Server.Passwords.Lockout;

/// <summary>The lock-out of names that have no password here, so that guessing at them feels as it does for names that have. In memory, because a stranger must not fill the store; bounded.</summary>
internal sealed class UnknownNames(TimeProvider time)
{
    private const int MostNames = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PasswordLockout> _names = new(StringComparer.Ordinal);

    /// <summary>What a name is known by in memory: of one length, whatever was sent.</summary>
    public static string Key(string userName) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(userName.ToUpperInvariant())));

    /// <summary>Counts a guess.</summary>
    /// <returns>False while the name has to wait.</returns>
    public bool TryCharge(string key, DomainPasswordPolicy policy)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var lockout = _names.GetValueOrDefault(key, PasswordLockout.None);
            if (lockout.IsLocked(now))
                return false;
            if (_names.Count >= MostNames)
                _names.Clear();
            _names[key] = lockout.Charge(policy.LockoutThreshold, policy.LockoutDuration, now);
            return true;
        }
    }

    /// <summary>Takes a guess back that would not have gone to the domain.</summary>
    public void Refund(string key)
    {
        lock (_lock)
        {
            if (_names.TryGetValue(key, out var lockout))
                _names[key] = lockout.Refund(lockout.IsLocked(time.GetUtcNow()));
        }
    }
}
