using Keyway.Errors;
using Keyway.Server.Tokens;

namespace Keyway.Server.Passwords.Agents;

/// <summary>Asks a domain through its agents whether a password is right, and waits at most ten seconds.</summary>
internal sealed class PasswordChecks(DomainQueues queues, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Until when an answer is waited for.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>After so long an agent that took the check counts as silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>True when the refusal means that no agent ever had the password.</summary>
    public static bool NeverAsked(Refusal refusal) => refusal.Error == Catalogue.Passwords.NoAgent || refusal.Error == Catalogue.Passwords.Busy;

    /// <summary>
    /// Asks, and once more another agent when the first falls silent or cannot reach the domain. The domain may then count a wrong password twice:
    /// so it is asked for twice only when the caller can pay for it.
    /// </summary>
    /// <param name="mayAskAgain">Pays for the second time; false when the account has no guess left.</param>
    /// <returns>The domain's word, or why there is none.</returns>
    public async Task<Result<PasswordVerdict>> AskAsync(string domain, Guid objectGuid, string samAccountName, HeldSecret password, Func<Task<bool>> mayAskAgain)
    {
        if (queues.Find(domain) is not { } queue)
            return Catalogue.Passwords.NoAgent;
        var deadline = time.GetUtcNow() + Deadline;
        var start = time.GetTimestamp();
        var check = new PendingCheck(objectGuid, samAccountName, password, deadline);
        if (queue.Enqueue(check) is { } refusal)
            return refusal;
        try
        {
            var verdict = await WaitAsync(check, Patience);
            if (verdict is null or PasswordVerdict.Unavailable)
            {
                if (queue.IsHanded(check) && queue.HasOtherAgent(check) && await mayAskAgain())
                    queue.EnqueueAgain(check);
                if (!check.Verdict.IsCompleted)
                    verdict = await WaitAsync(check, Deadline - time.GetElapsedTime(start)) ?? verdict;
                else if (check.Verdict.IsCompletedSuccessfully)
                    verdict = await check.Verdict;
            }

            return verdict switch
            {
                PasswordVerdict.Unavailable => Catalogue.Passwords.DomainUnreachable,
                { } word => word,
                null => queue.IsHanded(check) ? Catalogue.Passwords.NoAnswer : new Refusal(Catalogue.Passwords.Busy, "no agent took it in time"),
            };
        }
        finally
        {
            queue.Withdraw(check);
        }
    }

    private async Task<PasswordVerdict?> WaitAsync(PendingCheck check, TimeSpan patience)
    {
        if (patience <= TimeSpan.Zero)
            return null;
        try
        {
            return await check.Verdict.WaitAsync(patience, time, lifetime.ApplicationStopping);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
            return null;
        }
    }
}
