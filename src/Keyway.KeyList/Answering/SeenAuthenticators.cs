using System.Security.Cryptography;

namespace Keyway.KeyList.Answering;

/// <summary>
/// Remembers the authenticators of proven requests for as long as clocks may be apart in both directions (RFC 4120 3.2.3), and for a short time the answer: who sends the
/// very same bytes again gets the very same bytes back, and nothing is fetched twice.
/// </summary>
internal sealed class SeenAuthenticators(TimeProvider time)
{
    /// <summary>How many are remembered; who proves a request has a ticket, so strangers cannot fill it.</summary>
    internal const int MostEntries = 100_000;

    private const int MostAnswers = 1_000;

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(11);
    private static readonly TimeSpan AnswerMemory = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, Seen Entry)> _order = new();
    private readonly Queue<Seen> _answers = new();

    /// <summary>Takes note of an authenticator, or says what is known of it.</summary>
    /// <param name="authenticator">32 bytes that tell it from any other.</param>
    /// <param name="request">The whole request.</param>
    /// <returns>For <see cref="ClaimKind.New"/> the entry whose answer the caller must give; for <see cref="ClaimKind.Same"/> the one whose answer is or will be there.</returns>
    public (ClaimKind Kind, Seen? Entry) Claim(byte[] authenticator, ReadOnlySpan<byte> request)
    {
        var key = Convert.ToHexString(authenticator);
        var digest = SHA256.HashData(request);
        lock (_lock)
        {
            Forget();
            if (_seen.TryGetValue(key, out var known))
                return known.Request.AsSpan().SequenceEqual(digest) && !known.IsForgotten ? (ClaimKind.Same, known) : (ClaimKind.Repeated, null);
            if (_seen.Count >= MostEntries)
                return (ClaimKind.Full, null);
            var entry = new Seen(digest, time.GetUtcNow());
            _seen.Add(key, entry);
            _order.Enqueue((key, entry));
            _answers.Enqueue(entry);
            return (ClaimKind.New, entry);
        }
    }

    /// <summary>Forgets a request that nobody answered, so that its client may try again.</summary>
    public void Release(byte[] authenticator)
    {
        lock (_lock)
            _seen.Remove(Convert.ToHexString(authenticator));
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        while (_answers.TryPeek(out var oldest) && (_answers.Count > MostAnswers || now - oldest.At > AnswerMemory))
            _answers.Dequeue().Forget();
        while (_order.TryPeek(out var oldest) && now - oldest.Entry.At > Memory)
        {
            // A released one may stand here under the name of its successor.
            if (_seen.TryGetValue(oldest.Key, out var entry) && ReferenceEquals(entry, oldest.Entry))
                _seen.Remove(oldest.Key);
            _order.Dequeue();
        }
    }

    /// <summary>A request that was seen.</summary>
    internal sealed class Seen(byte[] request, DateTimeOffset at)
    {
        private TaskCompletionSource<byte[]?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>SHA-256 of it.</summary>
        public byte[] Request { get; } = request;

        public DateTimeOffset At { get; } = at;

        /// <summary>The answer is not kept any more.</summary>
        public bool IsForgotten { get; private set; }

        /// <summary>What the client was or will be told; null when nobody answered.</summary>
        public Task<byte[]?> Answer => _answer.Task;

        public void Give(byte[]? answer)
        {
            _answer.TrySetResult(answer);
            if (IsForgotten)
                LetGo();
        }

        public void Forget()
        {
            IsForgotten = true;

            // Who waits for an answer that is still to come gets it.
            if (_answer.Task.IsCompleted)
                LetGo();
        }

        private void LetGo()
        {
            var nothing = new TaskCompletionSource<byte[]?>();
            nothing.SetResult(null);
            _answer = nothing;
        }
    }
}
