using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Hosting;
using Keyway.Server.Sealing;
using Keyway.Server.Tenants;

namespace Keyway.Server.Tokens;

/// <summary>Access tokens: JWTs signed ES256 by a key of this server, believed by this server only, ten minutes long.</summary>
internal sealed class AccessTokens : IDisposable
{
    /// <summary>How long a token lives.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ECDsa _key = ECDsa.Create();
    private readonly string _issuer;
    private readonly Guid _tenantId;
    private readonly TimeProvider _time;

    public AccessTokens(ServerKeys keys, ServerOptions options, Tenant tenant, TimeProvider time)
    {
        var pkcs8 = keys.GetOrCreate("access-token-signing", static () =>
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return made.ExportPkcs8PrivateKey();
        });
        _key.ImportPkcs8PrivateKey(pkcs8, out _);
        CryptographicOperations.ZeroMemory(pkcs8);
        _issuer = options.Origin + "/" + tenant.Id;
        _tenantId = tenant.Id;
        _time = time;
    }

    /// <summary>A token that says what the caller record says.</summary>
    public string Issue(Caller caller)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new AccessTokenClaims(
            _issuer, caller.Resource, _tenantId, now, now, now + (long)Lifetime.TotalSeconds, Guid.NewGuid(),
            caller.AuthenticatedOn.ToUnixTimeSeconds(), caller.Methods, caller.IsApplication ? Names(caller.Permissions!) : [.. caller.Roles.Select(role => role.ToString())],
            caller.UserId, caller.ClientId, caller.Domain,
            caller.UserId is null ? null : caller.Permissions is { } limit ? string.Join(' ', Names(limit)) : AccessTokenClaims.WholeScope,
            caller.IsApplication ? AccessTokenClaims.ApplicationIdentity : null);
        return CompactJws.SignEs256(new JoseHeader("ES256", "at+jwt"), JsonSerializer.SerializeToUtf8Bytes(claims, TokensJson.Default.AccessTokenClaims), _key);
    }

    /// <summary>Reads an untrusted token. Whether its person or connector still exists and may act is for <see cref="RequireToken"/>.</summary>
    public Result<Caller> Validate(string token)
    {
        if (!CompactJws.Parse(token).TryGet(out var jws, out _) || jws.Header.Typ != "at+jwt" || !jws.VerifyEs256(_key)
            || !ContractsJson.TryRead(jws.Payload, TokensJson.Default.AccessTokenClaims, out var claims)
            || claims.Issuer != _issuer || claims.TenantId != _tenantId)
        {
            return Catalogue.Accounts.NotSignedIn;
        }

        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        if (now >= claims.ExpiresOn || now < claims.NotBefore - 60)
            return Catalogue.Accounts.TokenExpired;
        var isApplication = claims.IdentityType == AccessTokenClaims.ApplicationIdentity;
        return new Caller(
            claims.ObjectId, claims.ApplicationId, claims.Audience, isApplication ? new HashSet<Role>() : RolesOf(claims), claims.Methods,
            DateTimeOffset.FromUnixTimeSeconds(claims.AuthenticatedOn), claims.Domain,
            isApplication ? Permissions.Of(claims.Roles)
            : claims.Scope is null or AccessTokenClaims.WholeScope ? null
            : Permissions.Of(claims.Scope.Split(' ')));
    }

    private static string[] Names(IReadOnlySet<Permission> permissions) => [.. permissions.Order().Select(permission => permission.Name())];

    private static HashSet<Role> RolesOf(AccessTokenClaims claims)
    {
        var roles = new HashSet<Role>();
        foreach (var name in claims.Roles)
        {
            if (Enum.TryParse<Role>(name, out var role))
                roles.Add(role);
        }

        return roles;
    }

    public void Dispose() => _key.Dispose();
}
