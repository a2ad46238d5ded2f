using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.AuthenticationMethods.Explanations;

/// <summary><c>GET /v1.0/users/{id or name}/authentication/explanation</c>: why somebody cannot sign in. Defined by this project.</summary>
internal static class ExplanationEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/v1.0/users/{user}/authentication/explanation", Get)
        .RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader);

    private static IResult Get(string user, MethodAdministration administration, SignInExplanation explanation) =>
        administration.Find(user) is { } account
            ? Results.Json(new GraphList<SignInFinding>(explanation.Of(account)), AuthenticationMethodsJson.Default.GraphListSignInFinding)
            : new RefusalReply(ErrorForm.Graph, Catalogue.Accounts.AccountUnknown);
}
