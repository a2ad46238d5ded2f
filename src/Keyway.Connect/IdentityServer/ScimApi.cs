using System.Globalization;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Users and groups at the server by SCIM 2.0 (RFC 7644).</summary>
internal sealed class ScimApi(ServerSession session)
{
    public async Task<Result<BulkLimits>> ReadLimitsAsync(CancellationToken cancellationToken) =>
        (await GetAsync("scim/v2/ServiceProviderConfig", cancellationToken)).TryGet(out var reply, out var refusal) ? ServerAnswers.Limits(reply.Body) : refusal;

    /// <summary>A page of users, <paramref name="startIndex"/> from 1.</summary>
    public async Task<Result<ScimListResponse<ScimUser>>> ReadUsersAsync(int startIndex, int count, CancellationToken cancellationToken) =>
        (await GetAsync(Page("Users", startIndex, count), cancellationToken)).TryGet(out var reply, out var refusal) ? ServerAnswers.Users(reply.Body) : refusal;

    /// <summary>A page of groups with their members, <paramref name="startIndex"/> from 1.</summary>
    public async Task<Result<ScimListResponse<ScimGroup>>> ReadGroupsAsync(int startIndex, int count, CancellationToken cancellationToken) =>
        (await GetAsync(Page("Groups", startIndex, count), cancellationToken)).TryGet(out var reply, out var refusal) ? ServerAnswers.Groups(reply.Body) : refusal;

    /// <summary>Sends changes once; when the connection breaks before the answer, nobody knows which were made (<c>KW4032</c>).</summary>
    public async Task<Result<ScimBulkResponse>> WriteAsync(IReadOnlyList<ScimBulkOperation> operations, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Post, "scim/v2/Bulk", Idempotent: false)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(new ScimBulkRequest([ScimSchemas.BulkRequest], operations), ContractsJson.Default.ScimBulkRequest),
            BodyType = ScimSchemas.MediaType,
            Accept = ScimSchemas.MediaType,
        };
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.IsSuccess ? ServerAnswers.Bulk(reply.Body, operations.Count) : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }

    private static string Page(string type, int startIndex, int count) => string.Create(CultureInfo.InvariantCulture, $"scim/v2/{type}?startIndex={startIndex}&count={count}");

    private async Task<Result<ServerReply>> GetAsync(string path, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Get, path, Idempotent: true) { Accept = ScimSchemas.MediaType };
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.IsSuccess ? reply : ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
    }
}
