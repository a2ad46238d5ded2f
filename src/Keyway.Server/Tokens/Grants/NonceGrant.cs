using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;
using Keyway.Errors;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.Tokens.Grants;

/// <summary>Sign-in step 1, <i>Nonce</i> ([MS-OAPXBC] 3.2.5.1.1).</summary>
internal sealed class NonceGrant(ServerNonces nonces) : ITokenGrant
{
    public string GrantType => GrantTypes.ServerChallenge;

    public bool Guessable => false;

    public Task<Result<TokenReply>> HandleAsync(TokenForm form, CancellationToken cancellation) =>
        Task.FromResult<Result<TokenReply>>(TokenReply.Of(new NonceResponse(nonces.Issue(NoncePurpose.SignIn)), ContractsJson.Default.NonceResponse));
}
