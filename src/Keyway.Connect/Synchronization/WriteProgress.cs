using System.Globalization;
using Keyway.Connect.Terminal;
using Spectre.Console;

namespace Keyway.Connect.Synchronization;

/// <summary>A bar of how far a cycle is, while it writes: on a terminal only, and only from its second second on.</summary>
/// <param name="terminal">Null when there is none to draw on.</param>
internal sealed class WriteProgress(IAnsiConsole? terminal, TimeProvider time)
{
    private const int BarWidth = 24;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _start;
    private SyncProgress _told = new(0, null, IsWhole: false);
    private Task _drawing = Task.CompletedTask;

    public void Tell(SyncProgress progress) => Volatile.Write(ref _told, progress);

    /// <summary>Takes the bar away, before a question is asked: nothing is drawn from here on.</summary>
    public void End()
    {
        lock (_gate)
            _ended.TrySetResult();
        _drawing.GetAwaiter().GetResult();
    }

    /// <summary>Shows the bar while something is written.</summary>
    /// <param name="count">How many entries a whole domain has: asked when a bar of a whole domain is drawn; null when it cannot be known.</param>
    /// <param name="write">Tells <see cref="Tell"/> how far it is.</param>
    public async Task<SyncTally> ShowAsync(Func<CancellationToken, Task<int?>> count, Func<Task<SyncTally>> write)
    {
        if (terminal is null)
            return await write();

        _start = time.GetTimestamp();
        var writing = Task.Run(write);
        await Task.WhenAny(writing, Task.Delay(Patience, time));
        lock (_gate)
        {
            if (!writing.IsCompleted && !_ended.Task.IsCompleted)
            {
                // A thread of its own: those that all share wait for the directory.
                _drawing = Task.Factory.StartNew(() => Draw(terminal, count, writing), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }

        await _drawing;
        return await writing;
    }

    private void Draw(IAnsiConsole drawnOn, Func<CancellationToken, Task<int?>> count, Task writing)
    {
        using var over = new CancellationTokenSource();
        Task<int?>? counting = null;
        drawnOn.Progress().AutoClear(true).Columns(new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn()).Start(progress =>
        {
            var bar = progress.AddTask(Words(new SyncProgress(0, null, false))).IsIndeterminate();
            do
            {
                var told = Volatile.Read(ref _told);
                if (told.IsWhole)
                    counting ??= Task.Run(() => count(over.Token));
                Draw(bar, told.IsWhole && counting is { IsCompletedSuccessfully: true, Result: var counted } ? told with { Total = counted } : told);
            }
            while (Task.WaitAny([writing, _ended.Task], Pace) < 0);
        });

        // Who counts too long, or fails, counts for nobody.
        over.Cancel();
        counting?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
    }

    private void Draw(ProgressTask bar, SyncProgress progress)
    {
        // What is made while it is read was not counted.
        var exact = progress with { Total = progress.Total is { } total ? Math.Max(total, progress.Done) : null };
        bar.Description = Words(exact);
        bar.IsIndeterminate = exact.Total is null;
        if (exact.Total is { } all)
        {
            bar.MaxValue = Math.Max(all, 1);
            bar.Value = exact.Done;
        }
    }

    private string Words(SyncProgress progress)
    {
        var elapsed = time.GetElapsedTime(_start);
        var (done, rate) = (progress.Done, progress.Done / elapsed.TotalSeconds);
        return progress.Total is { } total
            ? string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {total:N0} objects, {rate:N0} a second, {Duration.Of(elapsed)}")
            : done > 0 ? string.Create(CultureInfo.InvariantCulture, $"{done:N0} objects, {rate:N0} a second, {Duration.Of(elapsed)}")
            : $"Write the changes, {Duration.Of(elapsed)}";
    }
}
