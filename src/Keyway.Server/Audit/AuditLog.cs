using System.Text.Encodings.Web;
using System.Text.Json;
using Keyway.Server.Storage;

namespace Keyway.Server.Audit;

/// <summary>
/// What changed, appended in the very write that it tells of: there is no event without the change and no change without the
/// event. Never a secret. Each entry is chained to the one before by <see cref="AuditHash"/>. Who signed in stands in the sign-in log.
/// </summary>
internal sealed class AuditLog(TimeProvider time)
{
    /// <summary>Appends one event.</summary>
    /// <param name="activity">From <see cref="AuditActivity"/>.</param>
    /// <param name="actorId">Who did it; null for the server itself.</param>
    /// <param name="targetId">To whom or what; null when the actor is the target.</param>
    /// <param name="detail">What a reader needs to understand it.</param>
    public void Append(StoreSession session, string activity, Guid? actorId, Guid? targetId, params ReadOnlySpan<(string Name, string Value)> detail)
    {
        // As the store keeps it: what is hashed is what is read again.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var (id, text) = (Guid.CreateVersion7(now), Json(detail));
        // Read anew in each unit: what an earlier one appended may have been rolled back with it.
        var head = AuditTable.Head(session);
        var hash = AuditHash.Of(head.Hash, head.Number + 1, id.ToString("D"), now.ToUnixTimeMilliseconds(), activity, actorId?.ToString("D"), targetId?.ToString("D"), text);
        AuditTable.Insert(session, new AuditEntry(head.Number + 1, id, now, activity, actorId, targetId, text, hash));
    }

    private static string Json(ReadOnlySpan<(string Name, string Value)> detail)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default }))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in detail)
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
