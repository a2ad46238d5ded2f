using Keyway.Errors;

namespace Keyway.Server.Storage;

/// <summary>One unit of work in the queue of <see cref="DurableWriter"/>.</summary>
internal abstract class WriteUnit
{
    /// <summary>Runs the unit; false when it must be rolled back.</summary>
    public abstract bool Run(StoreSession session);

    /// <summary>The commit failed: what the unit returned is void.</summary>
    public abstract void Lose();

    /// <summary>Tells the caller.</summary>
    public abstract void Complete();
}

/// <inheritdoc/>
internal sealed class WriteUnit<T>(Func<StoreSession, Result<T>> unit) : WriteUnit
    where T : notnull
{
    // Continuations must not run on the writer's thread.
    private readonly TaskCompletionSource<Result<T>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Result<T> _result;
    private Exception? _failure;

    public Task<Result<T>> Completion => _completion.Task;

    public override bool Run(StoreSession session)
    {
#pragma warning disable CA1031 // Whatever a unit throws belongs to its caller, not to the others of the batch.
        try
        {
            _result = unit(session);
            return _result.Succeeded;
        }
        catch (Exception failure)
        {
            _failure = failure;
            return false;
        }
#pragma warning restore CA1031
    }

    public override void Lose()
    {
        _failure = null;
        _result = Catalogue.Accounts.StoreUnavailable;
    }

    public override void Complete()
    {
        if (_failure is null)
            _completion.SetResult(_result);
        else
            _completion.SetException(_failure);
    }
}
