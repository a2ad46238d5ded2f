using Keyway.Errors;
using Keyway.Kerberos.Pac;
using Keyway.KeyList.Settings;

namespace Keyway.KeyList.Answering;

/// <summary>Asks the domain for keys, over a session that is opened when it is needed and again when it broke. One question at a time.</summary>
internal sealed class DomainSecrets(CompanionSettings settings, OwnAccount account, HeldKeys keys, ServiceLog log, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenReadings = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1);
    private DomainSeat? _seat;
    private readonly Lock _lock = new();
    private DateTimeOffset _readOn = DateTimeOffset.MinValue;

    /// <summary>Reads the Kerberos server's keys anew. Null, or why not.</summary>
    public async Task<Refusal?> ReadKeysAsync(CancellationToken cancellationToken)
    {
        var read = await AskAsync(async (seat, token) =>
        {
            if (!(await seat.ReadServerKeysAsync(token)).TryGet(out var secrets, out var refusal))
                return refusal;
            keys.Take(seat.Server.Id, secrets);
            return (Result<int>)seat.Server.Id;
        }, fresh: true, cancellationToken);
        if (!read.TryGet(out var id, out var failed))
        {
            log.Refused("keys-failed", failed);
            return failed;
        }

        log.Write("keys-read", ("id", id), ("versions", string.Join(", ", keys.Versions)));
        return null;
    }

    /// <summary>The same because a version was met that is not held: at most once a minute, so that nobody makes us ask by inventing versions.</summary>
    /// <returns>False when it was too soon, or did not succeed.</returns>
    public async Task<bool> ReadKeysAgainAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (time.GetUtcNow() - _readOn < BetweenReadings)
                return false;
            _readOn = time.GetUtcNow();
        }

        return await ReadKeysAsync(cancellationToken) is null;
    }

    /// <inheritdoc cref="DomainSeat.ReadNtHashAsync"/>
    public Task<Result<byte[]>> ReadNtHashAsync(SecurityIdentifier sid, CancellationToken cancellationToken) =>
        AskAsync((seat, token) => seat.ReadNtHashAsync(sid, token), fresh: false, cancellationToken);

    public void Dispose()
    {
        _seat?.Dispose();
        _turn.Dispose();
    }

    private async Task<Result<T>> AskAsync<T>(Func<DomainSeat, CancellationToken, Task<Result<T>>> question, bool fresh, CancellationToken cancellationToken)
        where T : notnull
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await _turn.WaitAsync(limit.Token);
            try
            {
                // A session that stood idle may be gone without our knowledge: then once more over a new one.
                var hadSeat = _seat is not null && !fresh && time.GetUtcNow() - _seat.OpenedOn < Age;
                if (!hadSeat)
                    Drop();
                while (true)
                {
                    if (_seat is null && !(await DomainSeat.OpenAsync(settings, account, time, limit.Token)).TryGet(out _seat, out var closed))
                        return closed;
                    var answer = await question(_seat, limit.Token);
                    if (answer.Succeeded || IsAnswer(answer.Refusal.Error))
                        return answer;
                    Drop();
                    if (!hadSeat)
                        return answer;
                    hadSeat = false;
                }
            }
            catch (OperationCanceledException)
            {
                Drop();
                throw;
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Refusal(Catalogue.ActiveDirectory.OperationTimedOut, $"{Limit.TotalSeconds:0} s");
        }
    }

    // What is about the account, and says nothing of the session.
    private static bool IsAnswer(KeywayError error) =>
        error == Catalogue.ActiveDirectory.ReplicationSecretsDenied || error == Catalogue.ActiveDirectory.NoSuchObject
        || error == Catalogue.KeyList.AccountUnsuitable || error == Catalogue.KeyList.NtHashMissing;

    private void Drop()
    {
        _seat?.Dispose();
        _seat = null;
    }
}
