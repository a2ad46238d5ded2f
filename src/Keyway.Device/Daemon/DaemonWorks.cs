using Keyway.Errors;

namespace Keyway.Device.Daemon;

/// <summary>All that the daemon does, side by side. A daemon of which a part is dead looks alive and guards nothing: it ends, and is started anew.</summary>
internal static class DaemonWorks
{
    /// <summary>Runs them until they are cancelled, or until the first of them ends.</summary>
    /// <returns>Null after a proper end, or KW3216.</returns>
    public static async Task<Refusal?> RunAsync(IReadOnlyList<IDaemonWork> works, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = works.Select(work => work.RunAsync(ending.Token)).ToArray();
        var first = await Task.WhenAny(running);
        var refusal = cancellationToken.IsCancellationRequested
            ? null
            : new Refusal(Catalogue.Daemon.WorkEnded, $"{works[Array.IndexOf(running, first)].GetType().Name}: {first.Exception?.InnerException?.Message ?? "it has ended"}");
        await ending.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return refusal;
    }
}
