using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.Passwords;

/// <summary><c>keyway-connect passwords</c>: finds the domain, signs in to the server, and checks passwords until it is told to end.</summary>
internal sealed class PasswordService(string domain, DomainPasswords passwords, ServerAccess server, int slots, AgentLog log, TimeProvider time)
{
    private const string Attempt = "check passwords";

    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        using (passwords)
        {
            try
            {
                if (await PrepareAsync(cancellationToken) is { } unusable)
                    return Report.Of(new Failure(Attempt, unusable));
                if (!(await OpenAsync(cancellationToken)).TryGet(out var session, out var refusal))
                    return Report.Of(new Failure(Attempt, refusal));
                using (session)
                using (var api = new PasswordApi(session, domain, HostName()))
                {
                    log.Write("started", ("agent", api.AgentId.ToString()), ("domain", domain), ("server", server.Address.ToString()), ("slots", slots));
                    var ended = await new PasswordAgent(api, passwords, log, time).RunAsync(slots, cancellationToken);
                    log.Write("stopped");
                    return ended is null ? new Report([], []) : Report.Of(new Failure(Attempt, ended));
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                log.Write("stopped");
                return new Report([], []);
            }
        }
    }

    /// <summary>A wrong account ends the program, which an administrator sees; a domain that cannot be reached yet does not.</summary>
    private async Task<Refusal?> PrepareAsync(CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            if ((await passwords.PrepareAsync(cancellationToken)).TryGet(out var kdcs, out var refusal))
            {
                log.Write("domain-found", ("kdcs", string.Join(", ", kdcs)));
                return null;
            }

            log.Refused("domain-failed", refusal, ("failures", failures));
            if (ExitCodes.Of(refusal.Error) != ExitCode.Unreachable && refusal.Error != Catalogue.Kdc.Unreachable)
                return refusal;
            await Task.Delay(Backoff.After(failures), time, cancellationToken);
        }
    }

    private async Task<Result<ServerSession>> OpenAsync(CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            if ((await ServerSession.OpenAsync(server, new StepLog(null, time), time, cancellationToken)).TryGet(out var session, out var refusal))
                return session;
            log.Refused("server-failed", refusal, ("failures", failures));
            if (ExitCodes.Of(refusal.Error) != ExitCode.Unreachable)
                return refusal;
            await Task.Delay(Backoff.After(failures), time, cancellationToken);
        }
    }

    // What a name may consist of at the server.
    private static string HostName()
    {
        var name = new string([.. Environment.MachineName.Where(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_')]);
        return name.Length == 0 ? "unnamed" : name;
    }
}
