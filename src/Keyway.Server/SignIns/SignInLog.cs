using Keyway.Errors;
using Keyway.Server.Hosting;
using Keyway.Server.Storage;

namespace Keyway.Server.SignIns;

/// <summary>
/// Who signed in, and who was refused. A completed sign-in is appended in the very write that makes it so: there is none without its row. A refused
/// one changes nothing else, so that it can wait for others: <see cref="RefusedSignIns"/>.
/// </summary>
internal sealed class SignInLog(RefusedSignIns refused, DurableWriter writer, ServerOptions options, TimeProvider time)
{
    /// <summary>Appends a completed sign-in, and counts it.</summary>
    /// <param name="session">Of the write that completes it.</param>
    public void Append(StoreSession session, SignInEntry entry)
    {
        SignInTable.Insert(session, Shown(entry));
        SignInTable.Count(session, new SignInCount(entry.OccurredOn, entry.Client, entry.Method, entry.Error, entry.KerberosServer, 1, 0));
    }

    /// <summary>The same in a write of its own, for a sign-in of several steps: before anything is handed out.</summary>
    public Task<Result<SignInEntry>> AppendAsync(SignInEntry entry, CancellationToken cancellation) => writer.WriteAsync<SignInEntry>(
        session =>
        {
            Append(session, entry);
            return entry;
        },
        cancellation);

    /// <summary>Takes note of a refused sign-in. It is counted always, and gets a row within a second, unless too many come at once.</summary>
    /// <param name="claimed">Who it says it is of, when the entry does not know.</param>
    public void AppendRefused(SignInEntry entry, ClaimedIdentity? claimed = null) => refused.Add(Shown(entry), claimed, entry.Source.Address);

    /// <inheritdoc cref="AppendRefused(SignInEntry, ClaimedIdentity?)"/>
    public void AppendRefused(SignInAttempt attempt, SignInMethod method, Refusal refusal, ClaimedIdentity? claimed, Guid? deviceId = null) => AppendRefused(
        new SignInEntry(time.GetUtcNow(), attempt.Client, method, attempt.Source, null, null, refusal.Error.Number, DeviceId: deviceId, Resource: attempt.Resource), claimed);

    private SignInEntry Shown(SignInEntry entry) =>
        options.ShortenAddresses ? entry with { Source = entry.Source with { Address = ShortAddress.Of(entry.Source.Address) } } : entry;
}
