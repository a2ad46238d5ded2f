using System.Collections.Frozen;

namespace Keyway.Server.OpenApi;

/// <summary>The main operations in words; the others are described by their routes alone.</summary>
internal static class ApiOperations
{
    private const string User = "/v1.0/users/{user}";
    private const string Keys = "/authentication/fido2Methods";
    private const string Passes = User + "/authentication/temporaryAccessPassMethods";
    private const string Group = "/v1.0/groups/{id}";
    private const string Device = "/v1.0/devices/{id}";
    private const string Application = "/v1.0/applications/{id}";
    private const string Policy = "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2";
    private const string Roles = "/v1.0/roleManagement/directory/roleAssignments";
    private const string Definitions = "/v1.0/roleManagement/directory/roleDefinitions";
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string[] Lists = ["$select", "$filter", "$orderby", "$top", "$skiptoken", "$count"];
    private static readonly string[] Pages = ["$top", "$skiptoken"];
    private static readonly string[] One = ["$select"];

    private static readonly FrozenDictionary<string, ApiOperation> Known = new Dictionary<string, ApiOperation>
    {
        ["GET /v1.0/users"] = new("List people", Response: "UserList", Options: Lists),
        ["POST /v1.0/users"] = new("Make a cloud-only person", "UserCreation", "User", "201"),
        [$"GET {User}"] = new("Read a person, by object id or user principal name", Response: "User", Options: One),
        [$"PATCH {User}"] = new("Change a cloud-only person", "UserChange", Status: "204"),
        [$"DELETE {User}"] = new("Delete a cloud-only person, who can come back for thirty days", Status: "204"),
        [$"GET {User}/memberOf"] = new("List the groups of which a person is a direct member", Response: "GroupList", Options: Lists),
        ["GET /v1.0/me"] = new("Read the signed-in person", Response: "User", Options: One),
        ["GET /v1.0/me/memberOf"] = new("List the signed-in person's groups", Response: "GroupList", Options: Lists),
        ["GET /v1.0/groups"] = new("List groups", Response: "GroupList", Options: Lists),
        ["POST /v1.0/groups"] = new("Make a cloud group", "GroupChange", "Group", "201"),
        [$"GET {Group}"] = new("Read a group", Response: "Group", Options: One),
        [$"PATCH {Group}"] = new("Rename a cloud group", "GroupChange", Status: "204"),
        [$"DELETE {Group}"] = new("Delete a cloud group for good", Status: "204"),
        [$"GET {Group}/members"] = new("List a group's direct members", Response: "DirectoryObjectList", Options: Pages),
        [$"POST {Group}/members/$ref"] = new("Add a member to a cloud group", "ObjectReference", Status: "204"),
        [$"DELETE {Group}/members/{{member}}/$ref"] = new("Take a member out of a cloud group", Status: "204"),
        ["GET /v1.0/devices"] = new("List devices", Response: "DeviceList", Options: Lists),
        [$"GET {Device}"] = new("Read a device", Response: "Device", Options: One),
        [$"PATCH {Device}"] = new("Enable or disable a device", "DeviceChange", Status: "204"),
        [$"DELETE {Device}"] = new("Delete a device for good", Status: "204"),
        ["GET /v1.0/applications"] = new("List applications", Response: "ApplicationList", Options: Pages),
        ["POST /v1.0/applications"] = new("Register an application", "ApplicationChange", "Application", "201"),
        [$"GET {Application}"] = new("Read an application", Response: "Application"),
        [$"PATCH {Application}"] = new("Rename, enable or disable an application", "ApplicationChange", Status: "204"),
        [$"DELETE {Application}"] = new("Remove an application; its tokens end with it", Status: "204"),
        [$"POST {Application}/addPassword"] = new("Add a secret, which this answer shows once", "PasswordCredentialRequest", "Credential"),
        [$"POST {Application}/removePassword"] = new("Remove a secret", "KeyReference", Status: "204"),
        [$"POST {Application}/addKey"] = new("Add a certificate", "KeyCredentialRequest", "Credential"),
        [$"POST {Application}/removeKey"] = new("Remove a certificate", "KeyReference", Status: "204"),
        [$"GET {Application}/permissions"] = new("List an application's permissions", Response: "PermissionList"),
        [$"POST {Application}/permissions"] = new("Grant a permission", "PermissionRequest", "Permission", "201"),
        [$"DELETE {Application}/permissions/{{permission}}"] = new("Withdraw a permission", Status: "204"),
        [$"GET {User}{Keys}"] = new("List a person's security keys", Response: "SecurityKeyMethodList"),
        [$"DELETE {User}{Keys}/{{id}}"] = new("Remove a person's security key", Status: "204"),
        [$"GET /v1.0/me{Keys}"] = new("List one's own security keys", Response: "SecurityKeyMethodList"),
        [$"GET /v1.0/me{Keys}/creationOptions"] = new("Begin to register a security key of one's own", Response: "CreationOptionsResponse"),
        [$"POST /v1.0/me{Keys}"] = new("Register a security key of one's own", "SecurityKeyRegistration", "SecurityKeyMethod", "201"),
        [$"DELETE /v1.0/me{Keys}/{{id}}"] = new("Remove a security key of one's own", Status: "204"),
        [$"GET {User}{Keys}/creationOptions"] = new("Begin to register a security key on somebody's behalf", Response: "CreationOptionsResponse"),
        [$"POST {User}{Keys}"] = new("Register a security key on somebody's behalf", "SecurityKeyRegistration", "SecurityKeyMethod", "201"),
        [$"GET {Passes}"] = new("List a person's Temporary Access Passes", Response: "TemporaryAccessPassMethodList"),
        [$"POST {Passes}"] = new("Issue a Temporary Access Pass, which this answer shows once", "TemporaryAccessPassRequest", "TemporaryAccessPassMethod", "201"),
        [$"DELETE {Passes}/{{id}}"] = new("Withdraw a Temporary Access Pass", Status: "204"),
        [$"GET {Policy}"] = new("Read who may use security keys, and which", Response: "SecurityKeyPolicy"),
        [$"PATCH {Policy}"] = new("Change who may use security keys, and which", "SecurityKeyPolicy", Status: "204"),
        [$"GET {Roles}"] = new("List role assignments", Response: "RoleAssignmentList", Options: ["$filter"]),
        [$"GET {Roles}/{{id}}"] = new("Read a role assignment", Response: "RoleAssignment"),
        [$"GET {Definitions}"] = new("List the roles", Response: "RoleDefinitionList"),
        [$"GET {Definitions}/{{id}}"] = new("Read a role", Response: "RoleDefinition"),
        [$"POST {Roles}"] = new("Give a role", "RoleAssignment", "RoleAssignment", "201"),
        [$"DELETE {Roles}/{{id}}"] = new("Withdraw a role", Status: "204"),
        ["POST /{authority}/oauth2/v2.0/token"] = new("Get a token (RFC 6749 3.2)", "TokenRequest", "TokenResponse", RequestType: Form),
        ["POST /{authority}/oauth2/token"] = new("Get a token, with resource in place of scope", "TokenRequest", "TokenResponse", RequestType: Form),
        ["POST /{authority}/oauth2/v2.0/devicecode"] = new("Get a device code (RFC 8628 3.1)", "TokenRequest", "DeviceAuthorization", RequestType: Form),
        ["GET /openapi.json"] = new("This document"),
        ["GET /health"] = new("Whether the server is well"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every operation that is described, by method and path.</summary>
    public static IEnumerable<string> All => Known.Keys;

    public static ApiOperation? Find(string method, string path) => Known.GetValueOrDefault($"{method} {path}");
}
