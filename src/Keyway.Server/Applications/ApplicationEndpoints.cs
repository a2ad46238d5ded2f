using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Graph.Queries;
using Keyway.Server.Hosting;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Applications;

/// <summary>
/// <c>/v1.0/applications</c>: a global administrator registers applications, gives them credentials and permissions. No permission opens the writing half: an
/// application can approve nothing, itself least of all.
/// </summary>
internal static class ApplicationEndpoints
{
    private const string Path = "/v1.0/applications";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var read = endpoints.MapGroup(Path).RequireToken(ErrorForm.Graph, Resources.Graph, [Permission.ApplicationReadAll], Role.GlobalAdministrator, Role.Reader);
        read.MapGet("", List);
        read.MapGet("{id:guid}", (Guid id, ApplicationDirectory applications) => applications.Find(id) is { } application ? Show(application) : Refuse(Catalogue.Applications.NotFound));
        read.MapGet("{id:guid}/permissions", ListPermissions);

        var write = endpoints.MapGroup(Path).RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator);
        write.MapPost("", RegisterAsync);
        write.MapPatch("{id:guid}", ChangeAsync);
        write.MapDelete("{id:guid}", async (Guid id, HttpContext http, ApplicationDirectory applications) => Done(await applications.RemoveAsync(id, Actor(http), http.RequestAborted)));
        write.MapPost("{id:guid}/addPassword", AddPasswordAsync);
        write.MapPost("{id:guid}/removePassword", (Guid id, HttpContext http, ApplicationDirectory applications) => RemoveCredentialAsync(id, http, applications, isSecret: true));
        write.MapPost("{id:guid}/addKey", AddKeyAsync);
        write.MapPost("{id:guid}/removeKey", (Guid id, HttpContext http, ApplicationDirectory applications) => RemoveCredentialAsync(id, http, applications, isSecret: false));
        write.MapPost("{id:guid}/permissions", GrantAsync);
        write.MapDelete("{id:guid}/permissions/{permission}", async (Guid id, string permission, HttpContext http, ApplicationDirectory applications) =>
            Permissions.Find(permission) is { } known ? Done(await applications.WithdrawAsync(id, known, Actor(http), http.RequestAborted)) : Refuse(Catalogue.Applications.PermissionUnknown));
    }

    private static IResult List(HttpContext http, ApplicationDirectory applications, ServerOptions options)
    {
        if (!GraphPage.Parse(http.Request.Query).TryGet(out var page, out var refusal))
            return Refuse(refusal);
        var found = applications.Page(page.After?.Id, page.Top + 1);
        var shown = found.Take(page.Top).Select(ApplicationResource.Of).ToList();
        return Results.Json(
            new GraphList<ApplicationResource>(shown, found.Count > page.Top ? GraphPage.NextLink(http.Request, options.Origin, "", shown[^1].Id) : null),
            ApplicationsJson.Default.GraphListApplicationResource);
    }

    private static IResult ListPermissions(Guid id, ApplicationDirectory applications) => applications.Find(id) is { } application
        ? Results.Json(new GraphList<PermissionResource>([.. application.Grants.Select(PermissionResource.Of)]), ApplicationsJson.Default.GraphListPermissionResource)
        : Refuse(Catalogue.Applications.NotFound);

    private static async Task<IResult> RegisterAsync(HttpContext http, ApplicationDirectory applications) =>
        (await JsonBody.ReadAsync(http.Request, ApplicationsJson.Default.ApplicationChange)).TryGet(out var body, out var refusal)
        && (await applications.RegisterAsync(body.DisplayName ?? "", Actor(http), http.RequestAborted)).TryGet(out var application, out refusal)
            ? Results.Json(ApplicationResource.Of(application), ApplicationsJson.Default.ApplicationResource, statusCode: StatusCodes.Status201Created)
            : Refuse(refusal);

    private static async Task<IResult> ChangeAsync(Guid id, HttpContext http, ApplicationDirectory applications) =>
        (await JsonBody.ReadAsync(http.Request, ApplicationsJson.Default.ApplicationChange)).TryGet(out var body, out var refusal)
        && (await applications.ChangeAsync(id, body.DisplayName, body.AccountEnabled, Actor(http), http.RequestAborted)).TryGet(out _, out refusal)
            ? Results.NoContent()
            : Refuse(refusal);

    private static async Task<IResult> AddPasswordAsync(Guid id, HttpContext http, ApplicationDirectory applications) =>
        (await JsonBody.ReadAsync(http.Request, ApplicationsJson.Default.PasswordCredentialRequest)).TryGet(out var body, out var refusal)
        && (await applications.AddSecretAsync(id, body.Wish?.DisplayName, body.Wish?.EndDateTime, Actor(http), http.RequestAborted)).TryGet(out var made, out refusal)
            ? Results.Json(CredentialResource.Of(made.Credential) with { SecretText = made.Secret }, ApplicationsJson.Default.CredentialResource)
            : Refuse(refusal);

    private static async Task<IResult> AddKeyAsync(Guid id, HttpContext http, ApplicationDirectory applications) =>
        (await JsonBody.ReadAsync(http.Request, ApplicationsJson.Default.KeyCredentialRequest)).TryGet(out var body, out var refusal)
        && (await applications.AddCertificateAsync(id, body.DisplayName, body.Key, Actor(http), http.RequestAborted)).TryGet(out var credential, out refusal)
            ? Results.Json(CredentialResource.Of(credential), ApplicationsJson.Default.CredentialResource)
            : Refuse(refusal);

    private static async Task<IResult> RemoveCredentialAsync(Guid id, HttpContext http, ApplicationDirectory applications, bool isSecret) =>
        (await JsonBody.ReadAsync(http.Request, ApplicationsJson.Default.KeyReference)).TryGet(out var body, out var refusal)
            ? Done(await applications.RemoveCredentialAsync(id, body.KeyId, isSecret, Actor(http), http.RequestAborted))
            : Refuse(refusal);

    private static async Task<IResult> GrantAsync(Guid id, HttpContext http, ApplicationDirectory applications)
    {
        if (!(await JsonBody.ReadAsync(http.Request, ApplicationsJson.Default.PermissionRequest)).TryGet(out var body, out var refusal))
            return Refuse(refusal);
        if (Permissions.Find(body.Permission) is not { } permission)
            return Refuse(Catalogue.Applications.PermissionUnknown);
        return (await applications.GrantAsync(id, permission, Actor(http), http.RequestAborted)).TryGet(out var application, out refusal)
            ? Results.Json(
                PermissionResource.Of(application.Grants.First(grant => grant.Permission == permission)), ApplicationsJson.Default.PermissionResource, statusCode: StatusCodes.Status201Created)
            : Refuse(refusal);
    }

    private static IResult Show(Application application) => Results.Json(ApplicationResource.Of(application), ApplicationsJson.Default.ApplicationResource);

    private static IResult Done(Result<Application> done) => done.TryGet(out _, out var refusal) ? Results.NoContent() : Refuse(refusal);

    private static Guid Actor(HttpContext http) => Caller.Of(http).ActorId;

    private static RefusalReply Refuse(Refusal refusal) =>
        new(ErrorForm.Graph, refusal.Error == Catalogue.Accounts.BodyMalformed ? Catalogue.Applications.BodyRefused : refusal);
}
