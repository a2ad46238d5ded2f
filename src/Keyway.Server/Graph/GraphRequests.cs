using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Keyway.Errors;
using Keyway.Server.Provisioning;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Graph;

/// <summary>What the endpoints of the API share.</summary>
internal static class GraphRequests
{
    /// <summary>The largest body of a change.</summary>
    public const int LargestBody = 16 * 1024;

    /// <summary>Administrators here write what no domain manages; each write asks provisioning's rules.</summary>
    public static ScimAuthority Authority(HttpContext http) => new(null, Caller.Of(http).ActorId);

    /// <summary>The body as a contract, KW2786 when it is not exactly that.</summary>
    public static async Task<Result<T>> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class =>
        (await JsonBody.ReadAsync(http.Request, type)).TryGet(out var body, out var refusal) ? body
            : refusal.Error == Catalogue.Accounts.BodyMalformed ? Catalogue.Graph.BodyRefused
            : refusal;

    /// <summary>An object in provisioning's words.</summary>
    public static ScimObject Scim(JsonObject members)
    {
        using var document = System.Text.Json.JsonDocument.Parse(members.ToJsonString());
        return ScimObject.Of(document.RootElement.Clone()).ValueOrFault();
    }

    public static RefusalReply Refuse(Refusal refusal) => new(ErrorForm.Graph, refusal);
}
