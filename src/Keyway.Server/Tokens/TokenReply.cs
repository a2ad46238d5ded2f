using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;

namespace Keyway.Server.Tokens;

/// <summary>What a grant answers: the whole body of the token endpoint's reply.</summary>
internal sealed class TokenReply : IResult
{
    private readonly IResult _json;

    private TokenReply(IResult json) => _json = json;

    public static TokenReply Of<T>(T value, JsonTypeInfo<T> type) => new(Results.Json(value, type));

    /// <summary>An access token for the caller.</summary>
    public static TokenReply Of(AccessTokens tokens, Caller caller) =>
        Of(new TokenResponse(tokens.Issue(caller), "Bearer", (int)AccessTokens.Lifetime.TotalSeconds), ContractsJson.Default.TokenResponse);

    public Task ExecuteAsync(HttpContext httpContext) => _json.ExecuteAsync(httpContext);
}
