namespace Keyway.Server.Passwords.Agents;

/// <summary>A request of an agent that is held back until there is a check for it.</summary>
internal sealed class WaitingPoll(PasswordAgent agent)
{
    private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PasswordAgent Agent { get; } = agent;

    /// <summary>What it was given; one check wakes it.</summary>
    public HandedCheck? Given { get; private set; }

    public Task Woken => _woken.Task;

    public void Give(HandedCheck handed)
    {
        Given = handed;
        _woken.SetResult();
    }
}
