using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Hosting;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;
using Keyway.Server.Tenants;
using Keyway.Server.Tokens;

namespace Keyway.Server.Connectors;

/// <summary>
/// A connector or an application that proves itself by a signed assertion (RFC 7523 2.2 and 3). A stranger learns one thing only: that he is refused. What is
/// wrong with an assertion that the client's own key signed is told.
/// </summary>
internal sealed class ClientAssertions(DurableWriter writer, SignInLog signIns, ServerOptions options, Tenant tenant, TimeProvider time)
{
    private const int LongestTokenId = 128;
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>Whether a request brings an assertion, or means to.</summary>
    public static bool IsIn(TokenForm form) => form["client_assertion"] is not null || form["client_assertion_type"] is not null;

    /// <summary>Who an assertion says it is of, before anything of it was verified; null when it does not say.</summary>
    public static string? SubjectOf(TokenForm form) => form["client_assertion"] is { } assertion && ReadClaims(assertion).TryGet(out var read, out _) ? read.Claims.Subject : null;

    /// <summary>The client that signed, after its assertion was spent on the disk, and its sign-in noted with it.</summary>
    /// <param name="find">The client of an id; null for one that is unknown or may not sign in so.</param>
    /// <param name="resource">For what a token is asked.</param>
    public async Task<Result<Guid>> AuthenticateAsync(TokenForm form, Func<Guid, SigningClient?> find, string resource, CancellationToken cancellation)
    {
        // Two proofs at once are two answers to who asks (RFC 6749 2.3).
        if (form["client_secret"] is not null || form["client_assertion_type"] != ClientAssertionTypes.JwtBearer)
            return new Refusal(Catalogue.PrimaryRefreshTokens.RequestMalformed, "client_assertion_type");
        if (!form.Require("client_assertion").TryGet(out var assertion, out var refusal)
            || !ReadClaims(assertion).TryGet(out var read, out refusal)
            || !Verify(read.Token, read.Claims, form["client_id"], find).TryGet(out var client, out refusal))
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        if (Check(read.Claims, now) is { } wrong)
            return wrong;
        return await writer.WriteAsync<Guid>(
            session =>
            {
                if (!Spend(session, client.Id, read.Claims))
                    return Catalogue.Accounts.ClientAssertionReplayed;
                signIns.Append(
                    session, new SignInAttempt(SignInClient.TokenEndpoint, form.Source, resource).CompletedBy(now, SignInMethod.ClientCertificate, client.Id, client.DisplayName));
                return client.Id;
            },
            cancellation);
    }

    /// <summary>Forgets spent assertions that are refused by their age anyway.</summary>
    public static void ForgetExpired(StoreSession session, DateTimeOffset now) => session.Execute(
        "DELETE FROM SpentClientAssertion WHERE Id IN (SELECT Id FROM SpentClientAssertion WHERE ExpiresOn < @p0 ORDER BY ExpiresOn LIMIT 4000)", now - ClockSkew - ClockSkew);

    private static Result<(CompactJws Token, ClientAssertionClaims Claims)> ReadClaims(string assertion)
    {
        if (!CompactJws.Parse(assertion).TryGet(out var token, out _) || token.Header.Typ is not (null or "JWT" or "client-authentication+jwt"))
            return new Refusal(Catalogue.AuthenticationMethods.ClientRefused, "not a signed token");
        return ContractsJson.TryRead(token.Payload, ContractsJson.Default.ClientAssertionClaims, out var claims)
            ? (token, claims)
            : new Refusal(Catalogue.AuthenticationMethods.ClientRefused, "claims");
    }

    private Result<(Guid Id, string DisplayName)> Verify(CompactJws token, ClientAssertionClaims claims, string? clientId, Func<Guid, SigningClient?> find)
    {
        if (claims.Issuer != claims.Subject || (clientId is not null && clientId != claims.Subject))
            return new Refusal(Catalogue.AuthenticationMethods.ClientRefused, "iss, sub and client_id differ");
        if (!Guid.TryParseExact(claims.Subject, "D", out var id) || find(id) is not { Certificates.Count: > 0 } registered)
            return new Refusal(Catalogue.AuthenticationMethods.ClientRefused, "no client with a certificate has this id");
        foreach (var der in registered.Certificates)
        {
            if (!ConnectorCertificate.Open(der).TryGet(out var certificate, out var refusal))
                return refusal;
            using (certificate)
            {
                if (certificate.Signed(token))
                    return certificate.IsValid(time.GetUtcNow()) ? (id, registered.DisplayName) : Catalogue.Accounts.ConnectorCertificateExpired;
            }
        }

        return new Refusal(Catalogue.AuthenticationMethods.ClientRefused, "signature");
    }

    private Refusal? Check(ClientAssertionClaims claims, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        var skew = (long)ClockSkew.TotalSeconds;
        if (!IsAudience(claims.Audience))
            return Wrong("aud");
        if (claims.ExpiresOn <= seconds || claims.ExpiresOn > seconds + (long)LongestLife.TotalSeconds + skew)
            return Wrong("exp");
        if (claims.NotBefore > seconds + skew)
            return Wrong("nbf");
        if (claims.IssuedOn is { } issued && (issued > seconds + skew || issued < claims.ExpiresOn - (long)LongestLife.TotalSeconds))
            return Wrong("iat");
        return claims.TokenId.Length is > 0 and <= LongestTokenId ? null : Wrong("jti");
    }

    private static Refusal Wrong(string claim) => new(Catalogue.Accounts.ClientAssertionRefused, claim);

    // The token endpoint under each of the tenant's names, or the tenant itself: nothing that another server would take as its own.
    private bool IsAudience(string audience)
    {
        if (!audience.StartsWith(options.Origin + "/", StringComparison.Ordinal))
            return false;
        var rest = audience[(options.Origin.Length + 1)..];
        foreach (var endpoint in (ReadOnlySpan<string>)["/oauth2/token", "/oauth2/v2.0/token"])
        {
            if (rest.EndsWith(endpoint, StringComparison.Ordinal))
                return tenant.Answers(rest[..^endpoint.Length]);
        }

        return rest == tenant.Id.ToString("D");
    }

    private static bool Spend(StoreSession session, Guid client, ClientAssertionClaims claims)
    {
        var id = SHA256.HashData([.. client.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(claims.TokenId)]);
        return session.Execute(
            "INSERT INTO SpentClientAssertion (Id, ExpiresOn) VALUES (@p0, @p1) ON CONFLICT DO NOTHING", id, DateTimeOffset.FromUnixTimeSeconds(claims.ExpiresOn)) == 1;
    }
}
