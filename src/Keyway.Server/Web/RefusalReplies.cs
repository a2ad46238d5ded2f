using System.Collections.Frozen;
using Keyway.Errors;

namespace Keyway.Server.Web;

/// <summary>Every registered <see cref="RefusalOnTheWire"/> by its number.</summary>
internal sealed class RefusalReplies(IEnumerable<RefusalOnTheWire> registered)
{
    private readonly FrozenDictionary<int, RefusalOnTheWire> _byNumber = registered.ToFrozenDictionary(reply => reply.Error.Number);

    public RefusalOnTheWire Of(KeywayError error) =>
        _byNumber.TryGetValue(error.Number, out var reply) ? reply : new RefusalOnTheWire(error, StatusCodes.Status400BadRequest);
}
