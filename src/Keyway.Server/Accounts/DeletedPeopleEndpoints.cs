using System.Globalization;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Hosting;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Accounts;

/// <summary><c>/v1.0/directory/deletedItems</c>: deleted people are listed, restored and forgotten. A subset of the vendor's API.</summary>
internal static class DeletedPeopleEndpoints
{
    private const string Path = "/v1.0/directory/deletedItems";
    private const string List = "microsoft.graph.user";
    private const int DefaultCount = 100;
    private const int MaximumCount = 999;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var read = endpoints.MapGroup(Path).RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator, Role.Reader);
        read.MapGet(List, Page);
        read.MapGet("{id:guid}", (Guid id, DeletedPeople people) => people.Find(id) is { } person ? Show(person) : Refuse(Catalogue.Provisioning.DeletedNotFound));

        var write = endpoints.MapGroup(Path).RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator);
        write.MapPost("{id:guid}/restore", async (Guid id, HttpContext http, DeletedPeople people) =>
            (await people.RestoreAsync(id, Caller.Of(http).UserId, http.RequestAborted)).TryGet(out var restored, out var refusal) ? Show(restored) : Refuse(refusal));
        write.MapDelete("{id:guid}", async (Guid id, HttpContext http, DeletedPeople people) =>
            (await people.ForgetAsync(id, Caller.Of(http).UserId, http.RequestAborted)).TryGet(out _, out var refusal) ? Results.NoContent() : Refuse(refusal));
    }

    private static IResult Page(HttpContext http, DeletedPeople people, ServerOptions options)
    {
        var query = http.Request.Query;
        var count = DefaultCount;
        if ((query["$top"] is { Count: > 0 } top && !(int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is > 0 and <= MaximumCount))
            || !TryToken(query["$skiptoken"], out var deletedOn, out var id))
        {
            return Refuse(Catalogue.Provisioning.PageMalformed);
        }

        var page = people.Page(deletedOn, id, count);
        var next = page.Count < count ? null : string.Create(
            CultureInfo.InvariantCulture, $"{options.Origin}{Path}/{List}?$top={count}&$skiptoken={page[^1].DeletedOn!.Value.ToUnixTimeMilliseconds()}_{page[^1].Id:D}");
        return Results.Json(new GraphList<DeletedPerson>([.. page.Select(DeletedPerson.Of)], next), AccountsJson.Default.GraphListDeletedPerson);
    }

    // Where the page before ended: a moment and an id.
    private static bool TryToken(string? token, out DateTimeOffset? deletedOn, out Guid id)
    {
        (deletedOn, id) = (null, Guid.Empty);
        if (token is null)
            return true;
        if (token.Split('_') is not [var moment, var person] || !Guid.TryParseExact(person, "D", out id)
            || !long.TryParse(moment, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return false;
        }

        deletedOn = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return true;
    }

    private static IResult Show(DirectoryUser person) => Results.Json(DeletedPerson.Of(person), AccountsJson.Default.DeletedPerson);

    private static RefusalReply Refuse(Refusal refusal) => new(ErrorForm.Graph, refusal);
}
