using System.Net;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Passwords.Policy;
using Keyway.Server.Sealing;
using Keyway.Server.Storage;

namespace Keyway.Server.Passwords.Lockout;

/// <summary>
/// Smart lockout: the count of wrong passwords of each account, on the disk before a password goes to the domain. Networks from which the person
/// has signed in are counted apart from all others, so that a stranger who guesses shuts out strangers only.
/// </summary>
internal sealed class PasswordAttempts(Store store, DurableWriter writer, ServerKeys keys, AuditLog audit, TimeProvider time)
{
    private const int NetworkHashLength = 16;

    private readonly byte[] _networkKey = keys.GetOrCreate("password-familiar-network", () => RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether the person has signed in from there.</summary>
    public bool IsFamiliar(Guid userId, IPAddress network)
    {
        var hash = Hash(userId, network);
        return store.Read(session => FamiliarNetworkTable.Contains(session, userId, hash, time.GetUtcNow()));
    }

    /// <summary>Charges a guess before it is made.</summary>
    /// <returns><see cref="Catalogue.Passwords.LockedOut"/> while the account has to wait.</returns>
    public Task<Result<PasswordAttempt>> ChargeAsync(Guid userId, IPAddress network, DomainPasswordPolicy policy)
    {
        var hash = Hash(userId, network);
        return writer.WriteAsync<PasswordAttempt>(session =>
        {
            var now = time.GetUtcNow();
            var familiar = FamiliarNetworkTable.Contains(session, userId, hash, now);
            var lockout = PasswordLockoutTable.Find(session, userId, familiar);
            if (lockout.MustWait(PasswordLockoutTable.Find(session, userId, !familiar), policy.LockoutDuration, now))
                return new Refusal(Catalogue.Passwords.LockedOut, $"account {userId}, {(familiar ? "familiar" : "strange")} network");
            var charged = lockout.Charge(policy.Threshold(familiar), policy.LockoutDuration, now);
            PasswordLockoutTable.Store(session, userId, familiar, charged);
            return new PasswordAttempt(userId, hash, familiar, charged.IsLocked(now), policy);
        });
    }

    /// <summary>Charges the same guess once more, before a second agent shows it to the domain.</summary>
    /// <returns>False when the account has no guess left.</returns>
    public async Task<bool> ChargeAgainAsync(PasswordAttempt attempt) =>
        (await writer.WriteAsync<bool>(session =>
        {
            var now = time.GetUtcNow();
            var lockout = PasswordLockoutTable.Find(session, attempt.UserId, attempt.Familiar);
            if (lockout.MustWait(PasswordLockoutTable.Find(session, attempt.UserId, !attempt.Familiar), attempt.Policy.LockoutDuration, now))
                return false;
            PasswordLockoutTable.Store(session, attempt.UserId, attempt.Familiar, lockout.Charge(attempt.Policy.Threshold(attempt.Familiar), attempt.Policy.LockoutDuration, now));
            return true;
        })).TryGet(out var charged, out _) && charged;

    /// <summary>The guess never went to the domain.</summary>
    public Task RefundAsync(PasswordAttempt attempt) => writer.WriteAsync<bool>(session =>
    {
        PasswordLockoutTable.Store(session, attempt.UserId, attempt.Familiar, PasswordLockoutTable.Find(session, attempt.UserId, attempt.Familiar).Refund(attempt.Locked));
        return true;
    });

    /// <summary>The password was right: its network's count starts anew. The other count stays, because somebody else may be at it.</summary>
    /// <param name="signsIn">The person is let in: the network is familiar from now on.</param>
    public Task<Result<bool>> ProvedAsync(PasswordAttempt attempt, bool signsIn) => writer.WriteAsync<bool>(session =>
    {
        PasswordLockoutTable.Forget(session, attempt.UserId, attempt.Familiar);
        if (signsIn)
            FamiliarNetworkTable.Add(session, attempt.UserId, attempt.Network, time.GetUtcNow());
        return true;
    });

    /// <summary>The password was wrong, and the account is locked by it: that is told to the audit log.</summary>
    public async Task FailedAsync(PasswordAttempt attempt)
    {
        if (!attempt.Locked)
            return;
        await writer.WriteAsync<bool>(session =>
        {
            audit.Append(session, AuditActivity.PasswordLockedOut, null, attempt.UserId,
                ("domain", attempt.Policy.Domain), ("network", attempt.Familiar ? "familiar" : "strange"));
            return true;
        });
    }

    private byte[] Hash(Guid userId, IPAddress network)
    {
        byte[] input = [.. userId.ToByteArray(bigEndian: true), .. network.GetAddressBytes()];
        return HMACSHA256.HashData(_networkKey, input)[..NetworkHashLength];
    }
}
