using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Graph.Queries;
using Keyway.Server.Provisioning;
using Keyway.Server.Provisioning.Filters;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Graph;

/// <summary><c>/v1.0/users</c> and <c>/v1.0/me</c>: people and the groups they are direct members of.</summary>
internal static class UserEndpoints
{
    private const string Path = "/v1.0/users";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var read = endpoints.MapGroup(Path).RequireToken(
            ErrorForm.Graph, Resources.Graph, [Permission.UserReadAll, Permission.UserReadWriteAll], Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader);
        read.MapGet("", List);
        read.MapGet("{user}", (string user, HttpContext http, Store store) => Show(http, Find(store, user)));
        read.MapGet("{user}/memberOf", (string user, HttpContext http, Store store, GraphLists lists) => MemberOf(http, Find(store, user), lists));

        var write = endpoints.MapGroup(Path).RequireToken(ErrorForm.Graph, Resources.Graph, [Permission.UserReadWriteAll], Role.GlobalAdministrator)
            .WithMetadata(new RequestSizeLimitAttribute(GraphRequests.LargestBody));
        write.MapPost("", CreateAsync);
        write.MapPatch("{user}", ChangeAsync);
        write.MapDelete("{user}", DeleteAsync);

        var me = endpoints.MapGroup("/v1.0/me").RequireToken(ErrorForm.Graph, Resources.Graph, [Permission.UserRead, Permission.UserReadAll, Permission.UserReadWriteAll]);
        me.MapGet("", (HttpContext http, Store store) => OfCaller(http, store, user => Show(http, user)));
        me.MapGet("memberOf", (HttpContext http, Store store, GraphLists lists) => OfCaller(http, store, user => MemberOf(http, user, lists)));
    }

    private static IResult List(HttpContext http, GraphLists lists)
    {
        var entity = GraphEntities.Users;
        return GraphQuery<DirectoryUser>.OfList(http.Request.Query, entity).TryGet(out var query, out var refusal) && lists.Read(entity, query).TryGet(out var found, out refusal)
            ? GraphReply.List(entity, query, found)
            : GraphRequests.Refuse(refusal);
    }

    private static IResult Show(HttpContext http, DirectoryUser? user)
    {
        if (!GraphQuery<DirectoryUser>.OfOne(http.Request.Query, GraphEntities.Users).TryGet(out var query, out var refusal))
            return GraphRequests.Refuse(refusal);
        if (user is null)
            return GraphRequests.Refuse(Catalogue.Graph.NotFound);
        http.Response.Headers.ETag = EntityTag.Of(user.Version);
        return GraphReply.One(GraphEntities.Users, user, query.Select);
    }

    private static IResult MemberOf(HttpContext http, DirectoryUser? user, GraphLists lists)
    {
        var entity = GraphEntities.GroupsOfMember;
        if (!GraphQuery<DirectoryGroup>.OfList(http.Request.Query, entity).TryGet(out var query, out var refusal))
            return GraphRequests.Refuse(refusal);
        if (user is null)
            return GraphRequests.Refuse(Catalogue.Graph.NotFound);
        var member = new FilterComparison(GraphEntities.HasMember, FilterOperator.Equal, user.Id.ToString("D"));
        var asked = query with { Filter = query.Filter is { } filter ? new FilterPair(Both: true, member, filter) : member };
        return lists.Read(entity, asked).TryGet(out var found, out refusal) ? GraphReply.List(entity, query, found) : GraphRequests.Refuse(refusal);
    }

    private static async Task<IResult> CreateAsync(HttpContext http, UserWriting people)
    {
        if (!(await GraphRequests.ReadAsync(http, GraphJson.Default.UserCreation)).TryGet(out var body, out var refusal) || !(await people.CreateAsync(http, body)).TryGet(out var user, out refusal))
            return GraphRequests.Refuse(refusal);
        http.Response.Headers.ETag = EntityTag.Of(user.Version);
        return GraphReply.One(GraphEntities.Users, user, null, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(string user, HttpContext http, Store store, UserWriting people)
    {
        if (Find(store, user) is not { } person)
            return GraphRequests.Refuse(Catalogue.Graph.NotFound);
        return (await GraphRequests.ReadAsync(http, GraphJson.Default.UserChange)).TryGet(out var body, out var refusal) && (await people.ChangeAsync(http, person.Id, body)).TryGet(out _, out refusal)
            ? Results.NoContent()
            : GraphRequests.Refuse(refusal);
    }

    private static async Task<IResult> DeleteAsync(string user, HttpContext http, Store store, UserWriting people)
    {
        if (Find(store, user) is not { } person)
            return GraphRequests.Refuse(Catalogue.Graph.NotFound);
        return (await people.DeleteAsync(http, person.Id)).TryGet(out _, out var refusal) ? Results.NoContent() : GraphRequests.Refuse(refusal);
    }

    private static IResult OfCaller(HttpContext http, Store store, Func<DirectoryUser?, IResult> answer) => Caller.Of(http).UserId is { } id
        ? answer(store.Read(session => DirectoryUsers.Find(session, id)))
        : GraphRequests.Refuse(Catalogue.Graph.PersonNeeded);

    // By object id or user name.
    private static DirectoryUser? Find(Store store, string user) => user.Length > 512 ? null
        : store.Read(session => Guid.TryParseExact(user, "D", out var id) ? DirectoryUsers.Find(session, id) : DirectoryUsers.FindByUserName(session, user));
}
