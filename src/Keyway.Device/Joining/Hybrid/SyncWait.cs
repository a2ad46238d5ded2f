using System.Globalization;
using Keyway.Contracts.Devices;
using Keyway.Device.IdentityServer;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Joining.Hybrid;

/// <summary>The journey's step <i>Wait for sync</i>: asks again until the server has heard of the computer, or the wait is over. A network that fails meanwhile is waited for too.</summary>
internal sealed class SyncWait(IdentityServerClient server, HybridProof proof, DeviceState state, Screen screen, TimeProvider time)
{
    /// <summary>Asks at least once.</summary>
    /// <param name="pending">What is remembered of each question.</param>
    public async Task<Result<DeviceJoinResponse>> AskAsync(PendingHybridJoin pending, HybridJoinOrder order, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + order.Wait;
        var told = false;
        while (true)
        {
            var answer = await server.JoinAsync(proof.DeviceId, proof.Make(), cancellationToken);
            if (answer.TryGet(out _, out var refusal))
                return answer;
            if (!state.Write(pending with { LastAskedOn = time.GetUtcNow(), LastError = refusal.Code }).TryGet(out _, out var unwritten))
                return unwritten;
            var left = until - time.GetUtcNow();
            if ((refusal.Error != Catalogue.Device.SyncPending && refusal.Error != Catalogue.Device.ServerUnreachable) || left <= TimeSpan.Zero)
                return refusal;
            if (!told)
                screen.Say(string.Create(CultureInfo.InvariantCulture, $"Waiting for the next sync of the domain, at most {order.Wait.TotalMinutes:0.#} minutes. Interrupt it if you like: running the command again goes on."));
            told = true;
            await Task.Delay(left < order.Interval ? left : order.Interval, time, cancellationToken);
        }
    }
}
