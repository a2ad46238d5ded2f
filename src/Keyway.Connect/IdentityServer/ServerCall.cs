namespace Keyway.Connect.IdentityServer;

/// <summary>One request to the identity server.</summary>
/// <param name="Path">Relative to the server's address; every name in it escaped by <see cref="ServerAddress.Path"/>.</param>
/// <param name="Idempotent">Sending it twice does what sending it once does: only then it is sent again after a failure.</param>
internal sealed record ServerCall(HttpMethod Method, string Path, bool Idempotent)
{
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Media type of the body.</summary>
    public string BodyType { get; init; } = "application/json";

    /// <summary>Media type wanted in return.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Only when the resource is still this one (RFC 9110 13.1.1); null asks for nothing.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Only when there is no such resource yet (RFC 9110 13.1.2, <c>If-None-Match: *</c>).</summary>
    public bool OnlyIfNew { get; init; }

    /// <summary>An access token, or null.</summary>
    public string? Bearer { get; init; }

    /// <summary>Method and path without the token.</summary>
    public override string ToString() => $"{Method} /{Path}";
}
