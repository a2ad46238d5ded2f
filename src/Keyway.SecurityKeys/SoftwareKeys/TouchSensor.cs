namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>Where the finger would go.</summary>
internal sealed class TouchSensor(TouchPrompt? prompt, TimeProvider time)
{
    // CTAP 2.1, 6.1.2: at least 10 seconds; hosts give up after 30 or later.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether a touch may take a while, so that a command needs a thread of its own.</summary>
    public bool TakesTime => prompt is not null;

    /// <summary><see cref="CtapStatus.Ok"/> after a touch, otherwise why there was none.</summary>
    public CtapStatus Wait(string? relyingPartyId, CommandContext context)
    {
        if (prompt is null) return CtapStatus.Ok;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.Cancelled);
        context.TouchNeeded();
        bool touched;
        try
        {
            touched = prompt(relyingPartyId, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            touched = false;
        }

        if (context.Cancelled.IsCancellationRequested) return CtapStatus.KeepAliveCancel;
        if (patience.IsCancellationRequested) return CtapStatus.UserActionTimeout;
        return touched ? CtapStatus.Ok : CtapStatus.OperationDenied;
    }
}
