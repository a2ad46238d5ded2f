using System.Net;
using Keyway.Contracts.Jose;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.Passwords.Agents;
using Keyway.Server.Passwords.Lockout;
using Keyway.Server.Passwords.Policy;
using Keyway.Server.Tokens;

namespace Keyway.Server.Passwords;

/// <summary>
/// Signs a person in by password: find the person, count the guess, ask the domain, or look here for people in none, and tell. A name without a
/// password goes the same way with the domain left out, so that neither words nor time tell the two apart.
/// </summary>
internal sealed partial class PasswordSignIn(
    CloudPasswords cloud, PasswordHolders holders, PasswordAttempts attempts, WrongPasswords wrongPasswords, UnknownNames unknownNames,
    PasswordThrottle throttle, DomainQueues queues, PasswordChecks checks, RefusalPace pace, TimeProvider time, ILogger<PasswordSignIn> log)
{
    /// <param name="sender">The address that the request came from.</param>
    public async Task<Result<Account>> SignInAsync(string userName, HeldSecret password, IPAddress? sender, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var stages = holders.Stages();
        if (stages.Count == 0)
            return Catalogue.Passwords.SignInOff;
        var network = ClientNetwork.Of(sender);
        if (!throttle.TryEnter(network))
            return new Refusal(Catalogue.Passwords.Busy, "one network");
        try
        {
            var holder = holders.Find(userName, stages);
            var stage = holder?.Policy ?? holders.Stage(userName, stages);
            var longest = stage.IsCloud ? PasswordRules.LongestBytes : PasswordJwe.LongestPassword;
            if (password.TryRead(bytes => PasswordText.IsPossible(bytes, longest), out var possible) && !possible)
                return await RefuseImpossibleAsync(stage, start, cancellation);
            return holder is not null
                ? await CheckAsync(holder, password, network, start, cancellation)
                : await PretendAsync(userName, stage, password, start, cancellation);
        }
        finally
        {
            throttle.Leave(network);
        }
    }

    private async Task<Result<Account>> CheckAsync(PasswordHolder holder, HeldSecret password, IPAddress network, long start, CancellationToken cancellation)
    {
        var account = holder.Account;
        var key = account.Id.ToString();
        var hash = wrongPasswords.Hash(key, holder.SetOn, password);
        if (wrongPasswords.Contains(key, hash))
            return await RefuseAsync(new Refusal(Catalogue.Passwords.Refused, $"account {key}, the same wrong password again"), start, cancellation);
        var strange = !attempts.IsFamiliar(account.Id, network);
        if (strange && !throttle.TryCharge())
            return await RefuseAsync(new Refusal(Catalogue.Passwords.Busy, "strange networks"), start, cancellation);
        if (!(await attempts.ChargeAsync(account.Id, network, holder.Policy)).TryGet(out var attempt, out var refusal))
            return await RefuseAsync(refusal, start, cancellation);

        var asked = holder.OnPremises is { } onPremises
            ? await checks.AskAsync(holder.Policy.Domain, holder.ObjectGuid, onPremises.SamAccountName, password, () => attempts.ChargeAgainAsync(attempt))
            : await cloud.CheckAsync(account.Id, password);
        var elapsed = time.GetElapsedTime(start);
        if (!asked.TryGet(out var verdict, out refusal))
        {
            LogUnanswered(refusal.Code, account.Id, holder.Policy.Domain, (long)elapsed.TotalMilliseconds);
            if (PasswordChecks.NeverAsked(refusal))
                await attempts.RefundAsync(attempt);
            else
                pace.Note(holder.Policy.Domain, elapsed, refusal);
            return await RefuseAsync(refusal, start, cancellation);
        }

        LogVerdict(account.Id, holder.Policy.Domain, verdict, attempt.Familiar ? "familiar" : "strange", (long)elapsed.TotalMilliseconds);
        if (verdict is PasswordVerdict.Valid or PasswordVerdict.PasswordExpired)
        {
            wrongPasswords.Forget(key);
            if (strange)
                throttle.Refund();
            return await ProvedAsync(account, attempt, verdict);
        }

        if (verdict == PasswordVerdict.Wrong)
            wrongPasswords.Add(key, hash);
        await attempts.FailedAsync(attempt);
        pace.Note(holder.Policy.Domain, elapsed, outage: null);
        return await RefuseAsync(Unproved(verdict, account), start, cancellation);
    }

    /// <summary>The domain proved the password: from here on the person may know how the account stands. What the domain says of it now outweighs what it told the server last.</summary>
    private async Task<Result<Account>> ProvedAsync(Account account, PasswordAttempt attempt, PasswordVerdict verdict)
    {
        var now = time.GetUtcNow();
        var standing = account.CheckEnabled() ?? account.CheckNotExpired(now)
            ?? (verdict != PasswordVerdict.PasswordExpired ? null : new Refusal(attempt.Policy.IsCloud ? Catalogue.CloudPasswords.MustChange : Catalogue.Accounts.PasswordExpired));
        if (!(await attempts.ProvedAsync(attempt, signsIn: standing is null)).TryGet(out _, out var lost))
            return lost;
        return standing is null ? account : standing;
    }

    /// <summary>What is told without a right password: only what the domain itself tells anybody who asks it.</summary>
    private static Refusal Unproved(PasswordVerdict verdict, Account account) => new(
        verdict switch
        {
            PasswordVerdict.Disabled => Catalogue.Accounts.AccountDisabled,
            PasswordVerdict.AccountExpired => Catalogue.Accounts.AccountExpired,
            PasswordVerdict.Locked => Catalogue.Passwords.LockedInDomain,
            PasswordVerdict.Restricted => Catalogue.Passwords.Restricted,
            _ => Catalogue.Passwords.Refused,
        },
        $"account {account.Id}, the domain says {PasswordVerdicts.Word(verdict)}");

    /// <summary>The way of <see cref="CheckAsync"/> for a name that has no password here.</summary>
    private async Task<Result<Account>> PretendAsync(string userName, DomainPasswordPolicy stage, HeldSecret password, long start, CancellationToken cancellation)
    {
        // Not the name itself in any log: people type their password there by mistake.
        const string nobody = "no such person";
        var key = UnknownNames.Key(userName);
        var hash = wrongPasswords.Hash(key, since: null, password);
        var (elapsed, outage) = pace.Sample(stage.Domain);
        if (wrongPasswords.Contains(key, hash))
            return await RefuseAsync(new Refusal(Catalogue.Passwords.Refused, nobody), start, cancellation);
        if (!throttle.TryCharge())
            return await RefuseAsync(new Refusal(Catalogue.Passwords.Busy, "strange networks"), start, cancellation);
        if (!unknownNames.TryCharge(key, stage))
            return await RefuseAsync(new Refusal(Catalogue.Passwords.LockedOut, nobody), start, cancellation);
        if (stage.IsCloud)
        {
            // The same work, for nobody.
            outage = (await cloud.CheckAsync(userId: null, password)).TryGet(out _, out var refusal) ? null : refusal;
            if (outage is not null)
                unknownNames.Refund(key);
            else
                wrongPasswords.Add(key, hash);
            return await RefuseAsync(new Refusal(outage?.Error ?? Catalogue.Passwords.Refused, nobody), start, cancellation);
        }

        if (queues.Find(stage.Domain) is not { HasAgent: true })
        {
            unknownNames.Refund(key);
            return await RefuseAsync(new Refusal(Catalogue.Passwords.NoAgent, nobody), start, cancellation);
        }

        if (outage is null)
            wrongPasswords.Add(key, hash);
        return await RefuseAsync(new Refusal(outage?.Error ?? Catalogue.Passwords.Refused, nobody), start, cancellation, elapsed);
    }

    /// <summary>What cannot be a password is wrong for every name, and no domain needs to say so.</summary>
    private async Task<Result<Account>> RefuseImpossibleAsync(DomainPasswordPolicy stage, long start, CancellationToken cancellation)
    {
        var (elapsed, _) = pace.Sample(stage.Domain);
        return await RefuseAsync(new Refusal(Catalogue.Passwords.Refused, "empty, too long, no UTF-8, or with control characters"), start, cancellation, elapsed);
    }

    private async Task<Refusal> RefuseAsync(Refusal refusal, long start, CancellationToken cancellation, TimeSpan atLeast = default)
    {
        await pace.HoldAsync(start, atLeast, cancellation);
        return refusal;
    }

    [LoggerMessage(LogLevel.Information, "The password of {Account} was checked by {Domain}: {Verdict} ({Network} network, {Milliseconds} ms)")]
    private partial void LogVerdict(Guid account, string domain, PasswordVerdict verdict, string network, long milliseconds);

    [LoggerMessage(LogLevel.Warning, "{Code} The password of {Account} was not checked by {Domain} ({Milliseconds} ms)")]
    private partial void LogUnanswered(string code, Guid account, string domain, long milliseconds);
}
