using System.Buffers;
using System.Text.Json;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.State;
using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Synchronization;

/// <summary>The body of one bulk request (RFC 7644 3.7) while it is filled, within the server's limits.</summary>
internal sealed class BulkBody : IDisposable
{
    /// <summary>A larger request would only keep more to be repeated after a kill.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>A request of more would hold the server's writer too long.</summary>
    public const int MostOperations = 1000;

    // Around the content of one operation, and around all of them.
    private const int OperationFrame = 250;
    private const int BodyFrame = 200;

    // {"value":"…"} and a comma.
    private const int MemberLength = 50;

    private readonly BulkLimits _limits;
    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);
    private readonly Utf8JsonWriter _json;
    private readonly List<SyncChange> _changes = [];

    public BulkBody(BulkLimits limits)
    {
        _limits = limits;

        // Contents were written by a serialiser; to look at them again would cost as much.
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
        _json.WriteStartObject();
        _json.WriteStartArray("schemas");
        _json.WriteStringValue(ScimSchemas.BulkRequest);
        _json.WriteEndArray();
        _json.WriteStartArray("Operations");
    }

    public IReadOnlyList<SyncChange> Changes => _changes;

    /// <summary>The most bytes that one request of ours takes.</summary>
    public static long Room(BulkLimits limits) => Math.Min(limits.MaximumPayload, MostBytes);

    /// <summary>Members that fit into one request.</summary>
    public static int MostMembers(BulkLimits limits) => (int)Math.Clamp((Room(limits) - BodyFrame - OperationFrame) / MemberLength, 1, 5000);

    /// <summary>Adds a change; false when it does not fit. A change that is too large for any request goes alone, and the server decides.</summary>
    public bool TryAdd(SyncChange change)
    {
        var size = OperationFrame + (change.Object?.Content.Length ?? 0) + (MemberLength * (change.Memberships?.Count ?? 0));
        if (_changes.Count > 0 && (_changes.Count >= Math.Min(_limits.MaximumOperations, MostOperations) || _json.BytesCommitted + _json.BytesPending + size + BodyFrame > Room(_limits)))
            return false;
        _changes.Add(change);
        Write(change);
        return true;
    }

    /// <summary>The whole request.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenMemory;
    }

    public void Dispose() => _json.Dispose();

    /// <summary>The HTTP method of a change.</summary>
    public static string MethodOf(SyncChange change) => change.Action switch
    {
        SyncAction.Create => "POST",
        SyncAction.Update => "PUT",
        SyncAction.Delete => "DELETE",
        _ => "PATCH",
    };

    /// <summary>What a batch calls an object that it creates.</summary>
    public static string BulkIdOf(SyncChange change) => change.Held.Anchor.ToString("N");

    /// <summary>Such as <c>Users</c>.</summary>
    public static string CollectionOf(ObjectKind kind) => kind switch
    {
        ObjectKind.User => "Users",
        ObjectKind.Group => "Groups",
        _ => "Devices",
    };

    private void Write(SyncChange change)
    {
        _json.WriteStartObject();
        _json.WriteString("method", MethodOf(change));
        var collection = "/" + CollectionOf(change.Kind);
        if (change.Action == SyncAction.Create)
            _json.WriteString("bulkId", BulkIdOf(change));
        _json.WriteString("path", change.Action == SyncAction.Create ? collection : $"{collection}/{change.Held.Id:D}");
        if (change.Object is { } content && change.Action != SyncAction.Delete)
        {
            _json.WritePropertyName("data");
            _json.WriteRawValue(content.Content.Span, skipInputValidation: true);
        }
        else if (change.Memberships is { } memberships)
        {
            Write(memberships);
        }

        _json.WriteEndObject();
    }

    // The vendor's own form of a removal: RFC 7644's filter would take one comparison for each member.
    private void Write(IReadOnlyList<Membership> memberships)
    {
        _json.WriteStartObject("data");
        _json.WriteStartArray("schemas");
        _json.WriteStringValue(ScimSchemas.PatchOp);
        _json.WriteEndArray();
        _json.WriteStartArray("Operations");
        foreach (var side in memberships.GroupBy(membership => membership.IsAddition))
        {
            _json.WriteStartObject();
            _json.WriteString("op", side.Key ? "add" : "remove");
            _json.WriteString("path", "members");
            _json.WriteStartArray("value");
            foreach (var membership in side)
            {
                _json.WriteStartObject();
                _json.WriteString("value", membership.MemberId);
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }
}
