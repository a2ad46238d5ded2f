using Keyway.Connect.IdentityServer.SignIn;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Access tokens for one resource, renewed before they end: a long sync outlives one. Thread-safe.</summary>
internal sealed class AccessTokens(TokenApi api, IServerSignIn signIn, string resource, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private string? _token;
    private DateTimeOffset _goodUntil;

    /// <summary>A token that is good for a while.</summary>
    public async Task<Result<string>> GetAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await GetOrSignInAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Result<string>> GetOrSignInAsync(CancellationToken cancellationToken)
    {
        if (_token is not null && time.GetUtcNow() < _goodUntil)
            return _token;

        var asked = time.GetUtcNow();
        if (!(await signIn.SignInAsync(api, resource, cancellationToken)).TryGet(out var token, out var refusal))
            return refusal;
        _token = token.AccessToken;
        _goodUntil = asked + TimeSpan.FromSeconds(token.ExpiresIn) - Margin;
        return _token;
    }
}
