using Keyway.Errors;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>A message on its way to a card, and the answer when it is there.</summary>
internal sealed class CardExchange
{
    private readonly TaskCompletionSource<Result<byte[]>> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ExchangeControl Control { get; } = new();

    /// <summary>Waits for the end.</summary>
    /// <param name="patience">How long, or null for as long as it takes.</param>
    /// <returns>The answer, or null when it did not come in time.</returns>
    public Result<byte[]>? Wait(TimeSpan? patience)
    {
        if (!((IAsyncResult)_answered.Task).AsyncWaitHandle.WaitOne(patience ?? Timeout.InfiniteTimeSpan)) return null;
        return _answered.Task.GetAwaiter().GetResult();
    }

    /// <summary>The first end counts.</summary>
    public void End(Result<byte[]> answer) => _answered.TrySetResult(answer);

    public void Fail(Exception failure) => _answered.TrySetException(failure);
}
