using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Graph;

/// <summary><c>GET /v1.0/users/{id or name}</c>: who somebody is, for administrators.</summary>
internal static class GraphFeature
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/v1.0/users/{user}", Get)
            .RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader);

    private static IResult Get(string user, AccountDirectory accounts)
    {
        if (user.Length > 512 || (Guid.TryParseExact(user, "D", out var id) ? accounts.Find(id) : accounts.FindByUserName(user)) is not { } account)
            return new RefusalReply(ErrorForm.Graph, Catalogue.Accounts.AccountUnknown);
        var onPremises = account.OnPremises;
        return Results.Json(
            new GraphUser(
                account.Id, account.UserName, account.DisplayName, account.Enabled, onPremises is not null, onPremises?.SamAccountName, onPremises?.DomainDnsName, onPremises?.Sid.ToString()),
            GraphJson.Default.GraphUser);
    }
}
