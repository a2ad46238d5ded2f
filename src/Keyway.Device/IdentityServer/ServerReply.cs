using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Errors;

namespace Keyway.Device.IdentityServer;

/// <summary>An HTTP reply of the identity server, not believed yet.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The whole body, bounded by the transport.</param>
/// <param name="Date">The server's clock, if it told it.</param>
internal sealed record ServerReply(int Status, ReadOnlyMemory<byte> Body, DateTimeOffset? Date = null)
{
    // A computer that nobody synced yet: the vendor's word, for which its clients wait too, and the server's own number.
    private const string NotSynced = "DirectoryError";

    /// <summary>The OAuth code of a refusal of the token endpoint, such as <c>authorization_pending</c>; null for any other reply.</summary>
    public string? OAuthCode => Status is >= 400 and <= 499 && ContractsJson.TryRead(Body.Span, ContractsJson.Default.OAuthError, out var error) ? error.Error : null;

    /// <summary>Null for a reply that says yes, whatever else it says; else the refusal.</summary>
    public Refusal? RefusalUnlessDone() => Status is >= 200 and <= 299 ? null : ReadRefusal();

    /// <summary>The value that a successful reply carries, or the refusal that the server stated.</summary>
    public Result<T> Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        if (Status is < 200 or > 299)
            return ReadRefusal();
        return ContractsJson.TryRead(Body.Span, type, out var value)
            ? value
            : new Refusal(Catalogue.Device.ServerReplyMalformed, $"HTTP {Status}, {Body.Length} bytes");
    }

    private Refusal ReadRefusal()
    {
        if (ContractsJson.TryRead(Body.Span, ContractsJson.Default.OAuthError, out var oauth))
            return ServerRefusal.Of(oauth.KeywayError, FirstLine(oauth.ErrorDescription), $"trace {oauth.TraceId}", Catalogue.Device.ServerRefused);
        if (ContractsJson.TryRead(Body.Span, ContractsJson.Default.DeviceJoinError, out var join))
        {
            if (join.ErrorType == NotSynced || join.ErrorType == Catalogue.Devices.ComputerNotSynced.Code || join.Message.Contains(NotSynced, StringComparison.Ordinal))
                return new Refusal(Catalogue.Device.SyncPending, Terminal.Shown.Line($"trace {join.TraceId}"));
            return ServerRefusal.Of(join.ErrorType, join.Message, $"trace {join.TraceId}", Catalogue.Device.ServerRefused);
        }

        if (ContractsJson.TryRead(Body.Span, ContractsJson.Default.GraphErrorResponse, out var graph))
            return ServerRefusal.Of(graph.Error.Code, graph.Error.Message, null, Catalogue.Device.ServerRefused);
        return new Refusal(Catalogue.Device.ServerRefused, $"HTTP {Status}");
    }

    private static string FirstLine(string text) => text.Split('\r', '\n')[0];
}
