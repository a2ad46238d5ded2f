using System.Net;

namespace Keyway.Connect.IdentityServer;

/// <summary>What came back.</summary>
internal sealed record ServerReply(HttpStatusCode Status, byte[] Body)
{
    /// <summary>When the server answered by its own clock; null when it did not say.</summary>
    public DateTimeOffset? Date { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and <= 299;

    /// <summary>The status only: a body may hold a token.</summary>
    public override string ToString() => ((int)Status).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
