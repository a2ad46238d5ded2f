using System.Text.Encodings.Web;
using System.Text.Json;
using Keyway.Server.Storage;

namespace Keyway.Server.Audit;

/// <summary>
/// What changed and who signed in, appended in the very write that it tells of: there is no event without the change and no change without the
/// event. Never a secret.
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
        var now = time.GetUtcNow();
        session.Execute(
            "INSERT INTO AuditEvent (Id, OccurredOn, Activity, ActorId, TargetId, Detail) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
            Guid.CreateVersion7(now), now, activity, actorId, targetId, Json(detail));
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
