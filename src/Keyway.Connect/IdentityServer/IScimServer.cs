using Keyway.Connect.Synchronization;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>What a sync needs of an identity server. The seam at which tests put the meaning of RFC 7644 in the place of a server.</summary>
internal interface IScimServer
{
    /// <summary>A page of users, <paramref name="startIndex"/> from 1.</summary>
    Task<Result<ScimListResponse<ScimUser>>> ReadUsersAsync(int startIndex, int count, CancellationToken cancellationToken);

    /// <summary>A page of groups with their members, <paramref name="startIndex"/> from 1.</summary>
    Task<Result<ScimListResponse<ScimGroup>>> ReadGroupsAsync(int startIndex, int count, CancellationToken cancellationToken);

    /// <summary>A page of computers, <paramref name="startIndex"/> from 1; none where the server knows no computers.</summary>
    Task<Result<ScimListResponse<ScimDevice>>> ReadDevicesAsync(int startIndex, int count, CancellationToken cancellationToken);

    /// <summary>The objects of a kind with these anchors: anchor to id.</summary>
    /// <param name="anchors">At most <see cref="ScimApi.MostAnchors"/>.</param>
    Task<Result<IReadOnlyDictionary<Guid, Guid>>> FindAsync(ObjectKind kind, IReadOnlyList<Guid> anchors, CancellationToken cancellationToken);

    /// <summary>Sends changes once; when the connection breaks before the answer, nobody knows which were made (<c>KW4032</c>).</summary>
    /// <param name="body">A bulk request (RFC 7644 3.7).</param>
    /// <param name="operations">How many changes are in it.</param>
    Task<Result<ScimBulkResponse>> WriteAsync(ReadOnlyMemory<byte> body, int operations, CancellationToken cancellationToken);
}
