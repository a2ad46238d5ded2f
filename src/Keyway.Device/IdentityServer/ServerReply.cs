using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Errors;

namespace Keyway.Device.IdentityServer;

/// <summary>An HTTP reply of the identity server, not believed yet.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The whole body, bounded by the transport.</param>
internal sealed record ServerReply(int Status, ReadOnlyMemory<byte> Body)
{
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
            return ServerRefusal.Of(join.ErrorType, join.Message, $"trace {join.TraceId}", Catalogue.Device.ServerRefused);
        if (ContractsJson.TryRead(Body.Span, ContractsJson.Default.GraphErrorResponse, out var graph))
            return ServerRefusal.Of(graph.Error.Code, graph.Error.Message, null, Catalogue.Device.ServerRefused);
        return new Refusal(Catalogue.Device.ServerRefused, $"HTTP {Status}");
    }

    private static string FirstLine(string text) => text.Split('\r', '\n')[0];
}
