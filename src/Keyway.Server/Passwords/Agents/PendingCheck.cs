using Keyway.Server.Tokens;

namespace Keyway.Server.Passwords.Agents;

/// <summary>A password that waits for the domain's word. What an agent may do with it, <see cref="DomainQueue"/> decides under its lock.</summary>
/// <param name="objectGuid">The person's anchor in the domain.</param>
/// <param name="deadline">UTC: nobody waits longer.</param>
internal sealed class PendingCheck(Guid objectGuid, string samAccountName, HeldSecret password, DateTimeOffset deadline)
{
    private TaskCompletionSource<PasswordVerdict> _verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Guid ObjectGuid { get; } = objectGuid;

    public string SamAccountName { get; } = samAccountName;

    public HeldSecret Password { get; } = password;

    public DateTimeOffset Deadline { get; } = deadline;

    /// <summary>Agents that were given it.</summary>
    public HashSet<Guid> Agents { get; } = [];

    /// <summary>What the domain said, as one of the agents tells.</summary>
    public Task<PasswordVerdict> Verdict => _verdict.Task;

    public void Settle(PasswordVerdict verdict) => _verdict.TrySetResult(verdict);

    /// <summary>Another agent is to be asked: that the first could not reach the domain is forgotten. False when the domain has spoken meanwhile.</summary>
    public bool Reopen()
    {
        if (!_verdict.Task.IsCompletedSuccessfully)
            return true;
        if (_verdict.Task.Result != PasswordVerdict.Unavailable)
            return false;
        _verdict = new TaskCompletionSource<PasswordVerdict>(TaskCreationOptions.RunContinuationsAsynchronously);
        return true;
    }
}
