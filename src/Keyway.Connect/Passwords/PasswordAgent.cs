using System.Security.Cryptography;
using Keyway.Contracts.Jose;
using Keyway.Contracts.Passwords;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;

namespace Keyway.Connect.Passwords;

/// <summary>Asks the server for passwords to check, several at a time, and tells it what the domain says. A password lives here from its envelope to the question, then it is zeroed.</summary>
internal sealed class PasswordAgent(PasswordApi api, DomainPasswords passwords, AgentLog log, TimeProvider time)
{
    /// <summary>The server waits ten seconds for an answer.</summary>
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(9);

    private const int MostRefusals = 5;

    /// <summary>Works until it is told to end, or until the server refuses it five times in a row: then that refusal.</summary>
    public async Task<Refusal?> RunAsync(int slots, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Enumerable.Range(0, slots).Select(_ => SlotAsync(ending)).ToArray();
        await Task.WhenAll(running);
        return running.Select(slot => slot.Result).FirstOrDefault(refusal => refusal is not null);
    }

    private async Task<Refusal?> SlotAsync(CancellationTokenSource ending)
    {
        for (var failures = 0; !ending.IsCancellationRequested;)
        {
            try
            {
                if ((await api.NextAsync(ending.Token)).TryGet(out var checks, out var refusal))
                {
                    if (failures > 0)
                        log.Write("server-answers-again");
                    failures = 0;
                    foreach (var check in checks)
                        await CheckAsync(check);
                    continue;
                }

                failures++;
                log.Refused("server-failed", refusal, ("failures", failures));
                if (failures >= MostRefusals && !MayPass(refusal))
                {
                    await ending.CancelAsync();
                    return refusal;
                }

                await Task.Delay(Backoff.After(failures), time, ending.Token);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // Told to end; nothing is in hand here.
            }
        }

        return null;
    }

    /// <summary>A check that was taken is answered, also by an agent that is told to end.</summary>
    private async Task CheckAsync(PasswordCheck check)
    {
        using var patience = new CancellationTokenSource(LongestCheck, time);
        var start = time.GetTimestamp();
        var (outcome, answer) = await AskAsync(check, start, patience.Token);
        try
        {
            if (!(await api.AnswerAsync(check.Id, outcome, patience.Token)).TryGet(out _, out var refusal))
                log.Refused("answer-lost", refusal, ("check", check.Id.ToString()));
        }
        catch (OperationCanceledException)
        {
            log.Write("answer-late", ("check", check.Id.ToString()));
        }

        log.Write(
            "checked", ("check", check.Id.ToString()), ("objectGuid", check.ObjectGuid.ToString()), ("outcome", outcome), ("fast", answer?.Armoured), ("detail", answer?.Detail),
            ("milliseconds", (long)time.GetElapsedTime(start).TotalMilliseconds));
    }

    private async Task<(string Outcome, PasswordAnswer? Answer)> AskAsync(PasswordCheck check, long start, CancellationToken patience)
    {
        if (!PasswordJwe.Open(api.Key, check.Id, check.SealedPassword).TryGet(out var password, out var refusal))
        {
            log.Refused("check-unreadable", new Refusal(Catalogue.ConnectPasswords.CheckUnreadable, refusal.ToString()), ("check", check.Id.ToString()));
            return (PasswordOutcomes.Unavailable, null);
        }

        try
        {
            if ((await passwords.CheckAsync(PrincipalName.User(check.SamAccountName), password, patience)).TryGet(out var answer, out refusal))
                return (PasswordWords.Of(answer.Verdict), answer);
            log.Refused("domain-failed", refusal, ("check", check.Id.ToString()));
        }
        catch (OperationCanceledException)
        {
            log.Write("domain-silent", ("check", check.Id.ToString()), ("milliseconds", (long)time.GetElapsedTime(start).TotalMilliseconds));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }

        return (PasswordOutcomes.Unavailable, null);
    }

    private static bool MayPass(Refusal refusal) =>
        refusal.Error == Catalogue.Connect.ServerUnreachable || refusal.Error == Catalogue.Connect.ServerFailed || refusal.Error == Catalogue.Connect.OutcomeUnknown;
}
