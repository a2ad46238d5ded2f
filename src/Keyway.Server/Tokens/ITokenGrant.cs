using Keyway.Errors;

namespace Keyway.Server.Tokens;

/// <summary>One <c>grant_type</c> of the token endpoint. Each feature registers its own.</summary>
internal interface ITokenGrant
{
    /// <summary>One of <see cref="Contracts.OAuth.GrantTypes"/>.</summary>
    string GrantType { get; }

    /// <summary>True when a stranger could guess his way in: refusals are then counted against the address they come from.</summary>
    bool Guessable { get; }

    /// <summary>Answers a request, or refuses it.</summary>
    Task<Result<TokenReply>> HandleAsync(TokenForm form, CancellationToken cancellation);
}
