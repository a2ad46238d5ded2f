using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Graph.Queries;
using Keyway.Server.Hosting;
using Keyway.Server.Provisioning;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Graph;

/// <summary><c>/v1.0/groups</c>: groups and their direct members.</summary>
internal static class GroupEndpoints
{
    private const string Path = "/v1.0/groups";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var read = endpoints.MapGroup(Path).RequireToken(
            ErrorForm.Graph, Resources.Graph, [Permission.GroupReadAll, Permission.GroupReadWriteAll], Role.GlobalAdministrator, Role.Reader);
        read.MapGet("", List);
        read.MapGet("{id:guid}", Show);
        read.MapGet("{id:guid}/members", Members);

        var write = endpoints.MapGroup(Path).RequireToken(ErrorForm.Graph, Resources.Graph, [Permission.GroupReadWriteAll], Role.GlobalAdministrator)
            .WithMetadata(new RequestSizeLimitAttribute(GraphRequests.LargestBody));
        write.MapPost("", CreateAsync);
        write.MapPatch("{id:guid}", RenameAsync);
        write.MapDelete("{id:guid}", async (Guid id, HttpContext http, GroupWriting groups) => Done(await groups.DeleteAsync(http, id)));
        write.MapPost("{id:guid}/members/$ref", AddMemberAsync);
        write.MapDelete("{id:guid}/members/{member:guid}/$ref", async (Guid id, Guid member, HttpContext http, GroupWriting groups) => Done(await groups.RemoveMemberAsync(http, id, member)));
    }

    private static IResult List(HttpContext http, GraphLists lists)
    {
        var entity = GraphEntities.Groups;
        return GraphQuery<DirectoryGroup>.OfList(http.Request.Query, entity).TryGet(out var query, out var refusal) && lists.Read(entity, query).TryGet(out var found, out refusal)
            ? GraphReply.List(entity, query, found)
            : GraphRequests.Refuse(refusal);
    }

    private static IResult Show(Guid id, HttpContext http, Store store)
    {
        if (!GraphQuery<DirectoryGroup>.OfOne(http.Request.Query, GraphEntities.Groups).TryGet(out var query, out var refusal))
            return GraphRequests.Refuse(refusal);
        if (store.Read(session => DirectoryGroups.Find(session, id)) is not { } group)
            return GraphRequests.Refuse(Catalogue.Graph.NotFound);
        http.Response.Headers.ETag = EntityTag.Of(group.Version);
        return GraphReply.One(GraphEntities.Groups, group, query.Select);
    }

    /// <summary>The direct members by their ids: people and groups, each with its type.</summary>
    private static IResult Members(Guid id, HttpContext http, Store store)
    {
        if (!GraphPage.Parse(http.Request.Query).TryGet(out var page, out var refusal))
            return GraphRequests.Refuse(refusal);
        if (store.Read(session => DirectoryGroups.Find(session, id)) is null)
            return GraphRequests.Refuse(Catalogue.Graph.NotFound);
        return new GraphReply(StatusCodes.Status200OK, (json, request) => store.Read(session =>
        {
            var origin = request.RequestServices.GetRequiredService<ServerOptions>().Origin;
            var members = session.All(
                "SELECT MemberId, MemberIsGroup FROM Membership WHERE GroupId = @p0 AND MemberId > @p1 ORDER BY MemberId LIMIT @p2",
                row => new DirectoryMember(row.Id(0), row.GetBoolean(1)), id, page.After?.Id.ToString("D") ?? "", page.Top + 1);
            json.WriteString("@odata.context", $"{origin}/v1.0/$metadata#directoryObjects");
            if (members.Count > page.Top)
                json.WriteString("@odata.nextLink", GraphPage.NextLink(request.Request, origin, "", members[page.Top - 1].Id));
            json.WriteStartArray("value");
            foreach (var member in members.Take(page.Top))
            {
                if (member.IsGroup)
                    Write(json, GraphEntities.Groups, DirectoryGroups.Find(session, member.Id));
                else
                    Write(json, GraphEntities.Users, DirectoryUsers.Find(session, member.Id));
            }

            json.WriteEndArray();
            return true;
        }));
    }

    private static void Write<T>(System.Text.Json.Utf8JsonWriter json, GraphEntity<T> entity, T? item)
        where T : class
    {
        if (item is null)
            return;
        json.WriteStartObject();
        json.WriteString("@odata.type", entity.Type);
        GraphReply.WriteProperties(json, entity, item, null);
        json.WriteEndObject();
    }

    private static async Task<IResult> CreateAsync(HttpContext http, GroupWriting groups)
    {
        if (!(await GraphRequests.ReadAsync(http, GraphJson.Default.GroupChange)).TryGet(out var body, out var refusal) || !(await groups.CreateAsync(http, body)).TryGet(out var group, out refusal))
            return GraphRequests.Refuse(refusal);
        http.Response.Headers.ETag = EntityTag.Of(group.Version);
        return GraphReply.One(GraphEntities.Groups, group, null, StatusCodes.Status201Created);
    }

    private static async Task<IResult> RenameAsync(Guid id, HttpContext http, GroupWriting groups) =>
        (await GraphRequests.ReadAsync(http, GraphJson.Default.GroupChange)).TryGet(out var body, out var refusal)
            ? Done(await groups.RenameAsync(http, id, body))
            : GraphRequests.Refuse(refusal);

    private static async Task<IResult> AddMemberAsync(Guid id, HttpContext http, GroupWriting groups)
    {
        if (!(await GraphRequests.ReadAsync(http, GraphJson.Default.ObjectReference)).TryGet(out var body, out var refusal))
            return GraphRequests.Refuse(refusal);
        return body.Id is { } member ? Done(await groups.AddMemberAsync(http, id, member)) : GraphRequests.Refuse(Catalogue.Graph.BodyRefused);
    }

    private static IResult Done(Result<DirectoryGroup> done) => done.TryGet(out _, out var refusal) ? Results.NoContent() : GraphRequests.Refuse(refusal);
}
