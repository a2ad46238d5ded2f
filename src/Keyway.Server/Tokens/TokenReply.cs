using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;

namespace Keyway.Server.Tokens;

/// <summary>What a grant answers: the whole body of the token endpoint's reply.</summary>
internal sealed class TokenReply : IResult
{
    private readonly IResult _body;

    private TokenReply(IResult body) => _body = body;

    public static TokenReply Of<T>(T value, JsonTypeInfo<T> type) => new(Results.Json(value, type));

    /// <summary>A reply that is sealed for its receiver: a bare compact JWE (RFC 7516 9.2).</summary>
    public static TokenReply OfEnvelope(string jwe) => new(Results.Text(jwe, "application/jose"));

    /// <summary>An access token for the caller.</summary>
    public static TokenReply Of(AccessTokens tokens, Caller caller) =>
        Of(new TokenResponse(tokens.Issue(caller), "Bearer", (int)AccessTokens.Lifetime.TotalSeconds), ContractsJson.Default.TokenResponse);

    public Task ExecuteAsync(HttpContext httpContext) => _body.ExecuteAsync(httpContext);
}
