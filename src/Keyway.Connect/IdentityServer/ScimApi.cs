using System.Globalization;
using System.Net;
using Keyway.Connect.Synchronization;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Users, groups and computers at the server by SCIM 2.0 (RFC 7644).</summary>
internal sealed class ScimApi(ServerSession session) : IScimServer
{
    /// <summary>Anchors in one question: its filter stays below what servers take as a length.</summary>
    public const int MostAnchors = 40;

    public async Task<Result<BulkLimits>> ReadLimitsAsync(CancellationToken cancellationToken) =>
        (await GetAsync("scim/v2/ServiceProviderConfig", cancellationToken)).TryGet(out var reply, out var refusal) ? ServerAnswers.Limits(reply.Body) : refusal;

    public async Task<Result<ScimListResponse<ScimUser>>> ReadUsersAsync(int startIndex, int count, CancellationToken cancellationToken) =>
        (await GetAsync(Page("Users", startIndex, count), cancellationToken)).TryGet(out var reply, out var refusal) ? ServerAnswers.Users(reply.Body) : refusal;

    public async Task<Result<ScimListResponse<ScimGroup>>> ReadGroupsAsync(int startIndex, int count, CancellationToken cancellationToken) =>
        (await GetAsync(Page("Groups", startIndex, count), cancellationToken)).TryGet(out var reply, out var refusal) ? ServerAnswers.Groups(reply.Body) : refusal;

    public async Task<Result<ScimListResponse<ScimDevice>>> ReadDevicesAsync(int startIndex, int count, CancellationToken cancellationToken)
    {
        var call = Get(Page("Devices", startIndex, count));
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (reply.Status == HttpStatusCode.NotFound)
            return new ScimListResponse<ScimDevice>([], 0, 1, 0, []);
        return reply.IsSuccess ? ServerAnswers.Devices(reply.Body) : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }

    public async Task<Result<IReadOnlyDictionary<Guid, Guid>>> FindAsync(ObjectKind kind, IReadOnlyList<Guid> anchors, CancellationToken cancellationToken)
    {
        var filter = string.Join(" or ", anchors.Select(anchor => $"externalId eq \"{anchor:D}\""));
        var path = string.Create(CultureInfo.InvariantCulture, $"scim/v2/{BulkBody.CollectionOf(kind)}?count={2 * MostAnchors}&excludedAttributes=members&filter={Uri.EscapeDataString(filter)}");
        return (await GetAsync(path, cancellationToken)).TryGet(out var reply, out var refusal) ? ServerAnswers.Anchors(reply.Body, anchors) : refusal;
    }

    public async Task<Result<ScimBulkResponse>> WriteAsync(ReadOnlyMemory<byte> body, int operations, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Post, "scim/v2/Bulk", Idempotent: false)
        {
            Body = body,
            BodyType = ScimSchemas.MediaType,
            Accept = ScimSchemas.MediaType,
        };
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.IsSuccess ? ServerAnswers.Bulk(reply.Body, operations) : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }

    private static string Page(string type, int startIndex, int count) => string.Create(CultureInfo.InvariantCulture, $"scim/v2/{type}?startIndex={startIndex}&count={count}");

    private static ServerCall Get(string path) => new(HttpMethod.Get, path, Idempotent: true) { Accept = ScimSchemas.MediaType };

    private async Task<Result<ServerReply>> GetAsync(string path, CancellationToken cancellationToken)
    {
        var call = Get(path);
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.IsSuccess ? reply : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }
}
