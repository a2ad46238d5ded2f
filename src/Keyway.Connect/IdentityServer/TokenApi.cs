using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.SecurityKeys.Gestures;

namespace Keyway.Connect.IdentityServer;

/// <summary>The token endpoint, and what one must ask the server before a security key can sign.</summary>
internal sealed class TokenApi(ServerClient client, ServerAddress address, TimeProvider time)
{
    /// <summary>The authority when the tenant is not known.</summary>
    public const string AnyTenant = "common";

    private const int LongestNonce = 2048;

    /// <summary>Where a token of any tenant is asked for: the audience of a client assertion (RFC 7523 3).</summary>
    public Uri Endpoint { get; } = new(address.Uri, Path(AnyTenant));

    public TimeProvider Time { get; } = time;

    /// <summary>Asks for a token.</summary>
    /// <param name="fields">Of the form.</param>
    /// <param name="onceOnly">The proof can be used once: it is not sent again when the answer is lost.</param>
    /// <param name="onRefused">What it means when the server does not accept the proof.</param>
    public async Task<Result<TokenResponse>> AskAsync(
        string authority, IReadOnlyList<(string Name, string Value)> fields, bool onceOnly, KeywayError onRefused, CancellationToken cancellationToken)
    {
        var call = Form(authority, fields, idempotent: !onceOnly);
        if (!(await client.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (reply.IsSuccess)
            return ServerAnswers.Token(reply.Body);
        return (int)reply.Status is 400 or 401 or 403 ? new Refusal(onRefused, ServerRefusals.Words(reply.Body)) : ServerRefusals.Of(call, reply, onRefused);
    }

    /// <summary>What a security key shall sign ([MS-OAPXBC] 3.1.5.1.1).</summary>
    public async Task<Result<string>> NonceAsync(string authority, CancellationToken cancellationToken)
    {
        var call = Form(authority, [("grant_type", GrantTypes.ServerChallenge)], idempotent: true);
        if (!(await client.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (!reply.IsSuccess)
            return ServerRefusals.Of(call, reply, Catalogue.Connect.AdministratorRefused);
        return ContractsJson.TryRead(reply.Body, ContractsJson.Default.NonceResponse, out var answer) && answer.Nonce is { Length: >= 16 and <= LongestNonce } nonce && nonce.All(c => c is > ' ' and <= '~')
            ? nonce
            : new Refusal(Catalogue.Connect.ServerAnswerMalformed, "nonce");
    }

    /// <summary>The tenant and its relying party; one that is not this server's own is refused, because the key would sign for another (<c>KW4069</c>).</summary>
    public async Task<Result<TenantDiscovery>> DiscoverAsync(CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Get, AnyTenant + "/Discover?api-version=1.9", Idempotent: true);
        if (!(await client.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (!reply.IsSuccess)
            return ServerRefusals.Of(call, reply, Catalogue.Connect.AdministratorRefused);
        if (!ContractsJson.TryRead(reply.Body, ContractsJson.Default.TenantDiscovery, out var tenant) || tenant.TenantInfo.TenantId == Guid.Empty)
            return new Refusal(Catalogue.Connect.ServerAnswerMalformed, "discovery");
        var service = tenant.KeywayService;
        return RelyingPartyScope.Allows(address.Uri, service.RelyingPartyId, service.Origin)
            ? tenant
            : new Refusal(Catalogue.Connect.RelyingPartyForeign, $"{service.RelyingPartyId}, {service.Origin}");
    }

    private static ServerCall Form(string authority, IReadOnlyList<(string Name, string Value)> fields, bool idempotent) => new(HttpMethod.Post, Path(authority), idempotent)
    {
        Body = Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => field.Name + "=" + Uri.EscapeDataString(field.Value)))),
        BodyType = "application/x-www-form-urlencoded",
    };

    private static string Path(string authority) => ServerAddress.Path(authority, "oauth2", "token");
}
