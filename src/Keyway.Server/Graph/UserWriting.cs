using System.Text.Json.Nodes;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Provisioning;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;

namespace Keyway.Server.Graph;

/// <summary>Cloud-only people made, changed and deleted through the API, by provisioning's rules: a synced person is its domain's, and the last global administrator stays.</summary>
internal sealed class UserWriting(DurableWriter writer, UserProvisioning provisioning)
{
    public async Task<Result<DirectoryUser>> CreateAsync(HttpContext http, UserCreation body)
    {
        var authority = GraphRequests.Authority(http);
        var members = Members(body.DisplayName, body.UserPrincipalName, body.AccountEnabled, body.Mail, body.GivenName, body.Surname);
        if (!UserAttributes.Parse(GraphRequests.Scim(members)).TryGet(out var attributes, out var refusal))
            return refusal;
        return await writer.WriteAsync<DirectoryUser>(session => provisioning.Create(session, authority, attributes), http.RequestAborted);
    }

    public async Task<Result<DirectoryUser>> ChangeAsync(HttpContext http, Guid id, UserChange body)
    {
        var (authority, caller, ifMatch) = (GraphRequests.Authority(http), Caller.Of(http), http.IfMatch());
        var members = Members(body.DisplayName, body.UserPrincipalName, body.AccountEnabled, body.Mail, body.GivenName, body.Surname);
        if (members.Count == 0)
            return Catalogue.Graph.BodyRefused;
        var operations = new JsonObject { ["Operations"] = new JsonArray(new JsonObject { ["op"] = "replace", ["value"] = members }) };
        if (!PatchRequest.Parse(GraphRequests.Scim(operations)).TryGet(out var patch, out var refusal))
            return refusal;
        return await writer.WriteAsync<DirectoryUser>(
            session => CheckReach(session, caller, id) is { } protectedPerson ? protectedPerson : provisioning.Patch(session, authority, id, patch, ifMatch),
            http.RequestAborted);
    }

    /// <summary>Deletes; the person can come back for thirty days.</summary>
    public Task<Result<DirectoryUser>> DeleteAsync(HttpContext http, Guid id)
    {
        var (authority, caller, ifMatch) = (GraphRequests.Authority(http), Caller.Of(http), http.IfMatch());
        return writer.WriteAsync<DirectoryUser>(
            session => CheckReach(session, caller, id) is { } refusal ? refusal : provisioning.Delete(session, authority, id, ifMatch),
            http.RequestAborted);
    }

    // Whoever can disable or rename administrators decides who administers.
    private static Refusal? CheckReach(StoreSession session, Caller caller, Guid id) =>
        caller.IsApplication && RoleAssignments.Of(session, id).Count > 0 ? new Refusal(Catalogue.Applications.AdministratorProtected) : null;

    private static JsonObject Members(string? displayName, string? userName, bool? enabled, string? mail, string? givenName, string? familyName)
    {
        var members = new JsonObject();
        if (displayName is not null)
            members["displayName"] = displayName;
        if (userName is not null)
            members["userName"] = userName;
        if (enabled is { } known)
            members["active"] = known;
        if (mail is not null)
            members["emails"] = new JsonArray(new JsonObject { ["value"] = mail, ["type"] = "work", ["primary"] = true });
        var name = new JsonObject();
        if (givenName is not null)
            name["givenName"] = givenName;
        if (familyName is not null)
            name["familyName"] = familyName;
        if (name.Count > 0)
            members["name"] = name;
        return members;
    }
}
