using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Passwords;
using Keyway.Server.Sealing;
using Keyway.Server.Storage;
using Keyway.Server.Tenants;
using Keyway.Server.Tokens;

namespace Keyway.Server.AuthenticationMethods.CloudPasswords;

/// <summary>
/// Passwords of people who are in no domain. They sign in through <see cref="PasswordSignIn"/> as synced people do, with the same lock-out; nobody has one
/// until an administrator sets it. What is hashed is its <see cref="OpaqueString"/>; earlier versions hashed what was typed, and such a hash is renewed when it is met.
/// </summary>
internal sealed class CloudPasswords(
    Store store, DurableWriter writer, Sealer sealer, PasswordHashing hashing, SignOutEverywhere everywhere, Tenant tenant, AuditLog audit, TimeProvider time)
{
    // Whoever guesses at a name without a password makes the server work as for one with.
    private readonly byte[] _nobodysSalt = RandomNumberGenerator.GetBytes(PasswordHashing.SaltLength);

    /// <summary>Whether anybody has one: if not, nobody need be asked for one.</summary>
    public bool AnyExist => store.Read(CloudPasswordTable.Any);

    public bool Has(Guid userId) => store.Read(session => CloudPasswordTable.Has(session, userId));

    /// <summary>What is stored of a person's password, or null.</summary>
    public StoredPassword? Find(Guid userId) => store.Read(session => CloudPasswordTable.Find(session, userId));

    /// <summary>Sets a password in the place of an earlier one, and ends the sign-ins that somebody may have made with that.</summary>
    /// <param name="actorId">Who sets it: an administrator, or the person.</param>
    /// <param name="mustChange">Its owner has to choose another one at the next sign-in, because somebody else has seen it.</param>
    /// <param name="instead">When the password was set that this one replaces; null for whichever. Another one by then is not replaced: KW2561.</param>
    /// <returns>KW2700 to KW2703, KW2563.</returns>
    public async Task<Result<Account>> SetAsync(Account account, HeldSecret password, Guid? actorId, bool mustChange, CancellationToken cancellation, DateTimeOffset? instead = null)
    {
        if (account.OnPremises is not null)
            return Catalogue.CloudPasswords.NotCloudOnly;
        using var prepared = OpaqueString.Prepare(password);
        var chosen = prepared ?? password;
        if (PasswordRules.Check(chosen, account, tenant) is { } refusal)
            return refusal;
        if (!(await MakeAsync(account.Id, chosen, mustChange)).TryGet(out var stored, out refusal))
            return refusal;
        return await writer.WriteAsync<Account>(
            session =>
            {
                if (AccountDirectory.Find(session, account.Id) is not { OnPremises: null } found)
                    return Catalogue.CloudPasswords.NotCloudOnly;
                if (instead is not null && CloudPasswordTable.Find(session, account.Id)?.SetOn != instead)
                    return new Refusal(Catalogue.Passwords.Refused, "somebody else set another one meanwhile");
                CloudPasswordTable.Replace(session, stored);
                everywhere.End(session, account.Id);
                audit.Append(session, actorId == account.Id ? AuditActivity.CloudPasswordChanged : AuditActivity.CloudPasswordSet, actorId, account.Id, ("mustChange", mustChange ? "true" : "false"));
                return found;
            },
            cancellation);
    }

    /// <inheritdoc cref="SetAsync(Account, HeldSecret, Guid?, bool, CancellationToken, DateTimeOffset?)"/>
    public async Task<Result<Account>> SetAsync(Account account, string password, Guid? actorId, bool mustChange, CancellationToken cancellation)
    {
        using var held = HeldSecret.Of(password);
        return await SetAsync(account, held, actorId, mustChange, cancellation);
    }

    /// <summary>Removes a password.</summary>
    /// <returns>KW2705.</returns>
    public Task<Result<Account>> RemoveAsync(Account account, Guid? actorId, CancellationToken cancellation) => writer.WriteAsync<Account>(
        session =>
        {
            if (!CloudPasswordTable.Delete(session, account.Id))
                return Catalogue.CloudPasswords.NoPassword;
            everywhere.End(session, account.Id);
            audit.Append(session, AuditActivity.CloudPasswordRemoved, actorId, account.Id);
            return account;
        },
        cancellation);

    /// <summary>Says of a password what a domain would say: right, wrong, or right and to be changed. The lock-out is the caller's.</summary>
    /// <param name="userId">Null for a name without a password: it costs as much, and is wrong.</param>
    /// <returns>KW2563 when the server has no time for it.</returns>
    internal async Task<Result<PasswordVerdict>> CheckAsync(Guid? userId, HeldSecret password)
    {
        var stored = userId is { } id ? Find(id) : null;
        using var prepared = OpaqueString.Prepare(password);
        if (!(await MatchesAsync(stored, prepared ?? password)).TryGet(out var matches, out var refusal))
            return refusal;
        var isOld = !matches && prepared is not null;
        if (isOld && !(await MatchesAsync(stored, password)).TryGet(out matches, out refusal))
            return refusal;
        if (!matches || stored is null)
            return PasswordVerdict.Wrong;
        if (isOld || stored.Iterations < PasswordHashing.Iterations)
            await RenewAsync(stored, prepared ?? password);
        return stored.MustChange ? PasswordVerdict.PasswordExpired : PasswordVerdict.Valid;
    }

    // Costs as much for nobody.
    private async Task<Result<bool>> MatchesAsync(StoredPassword? stored, HeldSecret password)
    {
        if (!(await hashing.HashAsync(password, stored?.Salt ?? _nobodysSalt, stored?.Iterations ?? PasswordHashing.Iterations)).TryGet(out var hash, out var refusal))
            return refusal;
        return stored is not null && CryptographicOperations.FixedTimeEquals(sealer.Open(Purpose(stored.UserId), stored.SealedHash).ValueOrFault(), hash);
    }

    /// <summary>Makes a hash of today's cost and form out of an older one, unless the password was changed meanwhile. When there is no time for it, the next sign-in does it.</summary>
    private async Task RenewAsync(StoredPassword old, HeldSecret password)
    {
        if (!(await MakeAsync(old.UserId, password, old.MustChange)).TryGet(out var renewed, out _))
            return;
        await writer.WriteAsync<bool>(session =>
        {
            if (CloudPasswordTable.Find(session, old.UserId) is { } now && now.Salt.AsSpan().SequenceEqual(old.Salt))
                CloudPasswordTable.Replace(session, renewed with { SetOn = old.SetOn });
            return true;
        });
    }

    private async Task<Result<StoredPassword>> MakeAsync(Guid userId, HeldSecret password, bool mustChange)
    {
        var salt = RandomNumberGenerator.GetBytes(PasswordHashing.SaltLength);
        if (!(await hashing.HashAsync(password, salt, PasswordHashing.Iterations)).TryGet(out var hash, out var refusal))
            return refusal;
        return new StoredPassword(userId, salt, PasswordHashing.Iterations, sealer.Seal(Purpose(userId), hash), mustChange, time.GetUtcNow());
    }

    private static string Purpose(Guid userId) => $"cloud-password:{userId:D}";
}
