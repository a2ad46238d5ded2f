using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Sealing;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.Passes;

/// <summary>Temporary Access Passes: issued by an administrator, one a person, short-lived; they open the registration of a first key.</summary>
internal sealed class TemporaryAccessPasses(
    Store store, DurableWriter writer, ServerKeys keys, TemporaryAccessPassPolicies policies, AccountDirectory accounts, UnknownNameLockouts unknownNames, AuditLog audit,
    SignInLog signIns, TimeProvider time)
{
    private const int FarthestMinutes = 43_200;

    private readonly byte[] _macKey = keys.GetOrCreate("temporary-access-pass-mac", () => RandomNumberGenerator.GetBytes(32));

    public TemporaryAccessPass? Find(Guid userId) => store.Read(session => TemporaryAccessPassTable.Find(session, userId));

    /// <summary>Whether the policy lets the person have and use passes.</summary>
    public bool IsAllowed(Account account) => policies.Current.Includes(account, accounts);

    /// <summary>Issues a pass in the place of an earlier one, as the policy allows.</summary>
    /// <param name="actorId">The administrator.</param>
    /// <returns>KW2122, KW2124.</returns>
    public async Task<Result<IssuedPass>> IssueAsync(Guid userId, TemporaryAccessPassRequest request, Guid? actorId, CancellationToken cancellation)
    {
        var rules = policies.Current;
        if (!IsAllowed(rules, request, request.LifetimeInMinutes ?? rules.DefaultMinutes))
            return Catalogue.AuthenticationMethods.PassRequestInvalid;
        if (accounts.Find(userId) is not { } account || !rules.Includes(account, accounts))
            return Catalogue.AuthenticationMethods.PassDisabled;
        return await IssueAsync(userId, rules, request, actorId, cancellation);
    }

    /// <summary>Issues the pass of the server's first start, which no policy binds.</summary>
    internal Task<Result<IssuedPass>> IssueFirstAsync(Guid userId, int minutes, CancellationToken cancellation) =>
        IssueAsync(userId, policies.Current, new TemporaryAccessPassRequest(LifetimeInMinutes: minutes, IsUsableOnce: true), actorId: null, cancellation);

    private async Task<Result<IssuedPass>> IssueAsync(
        Guid userId, TemporaryAccessPassRules rules, TemporaryAccessPassRequest request, Guid? actorId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var start = request.Start?.ToUniversalTime() ?? now;
        var minutes = request.LifetimeInMinutes ?? rules.DefaultMinutes;
        if (start > now.AddMinutes(FarthestMinutes) || start < now.AddMinutes(-FarthestMinutes))
            return Catalogue.AuthenticationMethods.PassRequestInvalid;

        var code = PassCode.Create(rules.CodeLength);
        var pass = new TemporaryAccessPass(userId, Guid.NewGuid(), Mac(userId, code), start, minutes, request.IsUsableOnce ?? rules.OnlyOnce, null, now);
        return await writer.WriteAsync<IssuedPass>(
            session =>
            {
                TemporaryAccessPassTable.Replace(session, pass);
                audit.Append(session, AuditActivity.PassIssued, actorId, userId, ("id", pass.Id.ToString()), ("usableUntil", pass.EndOn.ToString("O")));
                return new IssuedPass(pass, code);
            },
            cancellation);
    }

    public Task<Result<TemporaryAccessPass>> WithdrawAsync(Guid userId, Guid id, Guid? actorId, CancellationToken cancellation) =>
        writer.WriteAsync<TemporaryAccessPass>(
            session =>
            {
                if (TemporaryAccessPassTable.Find(session, userId) is not { } pass || !TemporaryAccessPassTable.Delete(session, userId, id))
                    return Catalogue.AuthenticationMethods.PassNotFound;
                audit.Append(session, AuditActivity.PassWithdrawn, actorId, userId, ("id", id.ToString()));
                return pass;
            },
            cancellation);

    /// <summary>
    /// Signs a person in by name and pass. A name that does not exist is answered in the same words and by the same lock-out as one that does.
    /// A pass is for people who have no other way in yet, so that an expired domain password does not stop it.
    /// </summary>
    /// <param name="attempt">Through what: the completed sign-in is in the write that uses the pass.</param>
    public async Task<Result<Account>> SignInAsync(string userName, string typedCode, SignInAttempt attempt, CancellationToken cancellation)
    {
        if (typedCode.Length > 4 * PassCode.LongestLength || userName.Length > 512)
            return Catalogue.AuthenticationMethods.PassRefused;
        var account = accounts.FindByUserName(userName);
        var now = time.GetUtcNow();
        var mac = Mac(account?.Id ?? Guid.Empty, PassCode.Normalise(typedCode));

        // Wrong guesses are counted, and one-time passes used up, by the one writer: guesses sent at once cannot overtake the count.
        Refusal? refused = null;
        var outcome = await writer.WriteAsync<bool>(
            session =>
            {
                refused = account is null ? RefuseUnknown(session, userName, now) : TryUse(session, account, mac, attempt, now);
                return true;
            },
            cancellation);
        return outcome.TryGet(out _, out var lost) ? refused is null ? account! : refused : lost;
    }

    /// <summary>Writes as much as a wrong guess at an existing name does, so that the time taken tells nothing of the name.</summary>
    private Refusal RefuseUnknown(StoreSession session, string userName, DateTimeOffset now)
    {
        if (unknownNames.Refuse(userName, now))
            return Catalogue.AuthenticationMethods.PassLockedOut;
        TemporaryAccessPassTable.StoreLockout(session, Guid.Empty, PassLockout.None.AfterFailure(now));
        return Catalogue.AuthenticationMethods.PassRefused;
    }

    /// <summary>Null when the pass is good, and then it is used. A refusal is part of the write too: it counts.</summary>
    private Refusal? TryUse(StoreSession session, Account account, byte[] mac, SignInAttempt attempt, DateTimeOffset now)
    {
        var lockout = TemporaryAccessPassTable.Lockout(session, account.Id);
        if (lockout.IsBlocked(now))
            return Catalogue.AuthenticationMethods.PassLockedOut;
        var pass = TemporaryAccessPassTable.Find(session, account.Id);
        if (!CryptographicOperations.FixedTimeEquals(mac, pass?.CodeMac ?? new byte[mac.Length]) || pass is null)
        {
            TemporaryAccessPassTable.StoreLockout(session, account.Id, lockout.AfterFailure(now));
            return Catalogue.AuthenticationMethods.PassRefused;
        }

        if (account.Check(now) is { } standing && standing.Error != Catalogue.Accounts.PasswordExpired)
            return standing;
        if (!policies.Current.Includes(account, accounts) && !FirstLinkTable.IsOfFirstStart(session, pass))
            return new Refusal(Catalogue.AuthenticationMethods.PassDisabled);
        if (!pass.IsUsable(now) || !TemporaryAccessPassTable.MarkUsed(session, pass, now))
            return new Refusal(Catalogue.AuthenticationMethods.PassRefused, pass.UsabilityReason(now));
        TemporaryAccessPassTable.StoreLockout(session, account.Id, PassLockout.None);
        audit.Append(session, AuditActivity.PassUsed, account.Id, null, ("id", pass.Id.ToString()));
        signIns.Append(session, attempt.Completed(now, SignInMethod.TemporaryAccessPass, account));
        return null;
    }

    private static bool IsAllowed(TemporaryAccessPassRules rules, TemporaryAccessPassRequest request, int minutes) =>
        rules.Allows(minutes) && !(rules.OnlyOnce && request.IsUsableOnce == false);

    private byte[] Mac(Guid userId, string code)
    {
        byte[] input = [.. userId.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(code)];
        return HMACSHA256.HashData(_macKey, input);
    }
}
