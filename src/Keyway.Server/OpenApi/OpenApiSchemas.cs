using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Server.Accounts;
using Keyway.Server.Applications;
using Keyway.Server.Devices;
using Keyway.Server.Graph;
using Keyway.Server.Graph.Queries;

namespace Keyway.Server.OpenApi;

/// <summary>The schemas of the document: of the contracts as they are read and written, and of the API's objects as they are described property by property.</summary>
internal static class OpenApiSchemas
{
    private static readonly JsonSchemaExporterOptions Exporting = new() { TreatNullObliviousAsNonNullable = true };

    public static JsonObject Write()
    {
        var schemas = new JsonObject
        {
            ["User"] = Of(GraphEntities.Users),
            ["Group"] = Of(GraphEntities.Groups),
            ["Device"] = Of(GraphEntities.Devices),
            ["DirectoryObject"] = new JsonObject { ["anyOf"] = new JsonArray(Reference("User"), Reference("Group")) },
            ["Application"] = Of(ApplicationsJson.Default.ApplicationResource),
            ["Credential"] = Of(ApplicationsJson.Default.CredentialResource),
            ["Permission"] = Of(ApplicationsJson.Default.PermissionResource),
            ["RoleDefinition"] = Of(AccountsJson.Default.RoleDefinitionResource),
            ["TokenRequest"] = TokenRequest(),
        };
        foreach (var type in (JsonTypeInfo[])
        [
            GraphJson.Default.UserCreation, GraphJson.Default.UserChange, GraphJson.Default.GroupChange, GraphJson.Default.ObjectReference, DevicesJson.Default.DeviceChange,
            ApplicationsJson.Default.ApplicationChange, ApplicationsJson.Default.PasswordCredentialRequest, ApplicationsJson.Default.KeyCredentialRequest,
            ApplicationsJson.Default.KeyReference, ApplicationsJson.Default.PermissionRequest, ContractsJson.Default.SecurityKeyMethod, ContractsJson.Default.SecurityKeyRegistration,
            ContractsJson.Default.CreationOptionsResponse, ContractsJson.Default.TemporaryAccessPassRequest, ContractsJson.Default.TemporaryAccessPassMethod,
            ContractsJson.Default.SecurityKeyPolicy, ContractsJson.Default.RoleAssignment, ContractsJson.Default.TokenResponse, ContractsJson.Default.DeviceAuthorization,
            ContractsJson.Default.GraphErrorResponse, ContractsJson.Default.OAuthError, ContractsJson.Default.ScimError, ContractsJson.Default.DeviceJoinError,
        ])
        {
            schemas[type.Type.Name] = Of(type);
        }

        foreach (var listed in (string[])["User", "Group", "Device", "DirectoryObject", "Application", "Permission", "SecurityKeyMethod", "TemporaryAccessPassMethod", "RoleAssignment", "RoleDefinition"])
            schemas[listed + "List"] = List(listed);
        return schemas;
    }

    private static JsonNode Of(JsonTypeInfo type) => type.GetJsonSchemaAsNode(Exporting);

    private static JsonObject Of<T>(GraphEntity<T> entity)
    {
        var properties = new JsonObject();
        foreach (var property in entity.Properties)
        {
            properties[property.Name] = property.Kind switch
            {
                "boolean" => new JsonObject { ["type"] = "boolean" },
                "string" => new JsonObject { ["type"] = "string" },
                var format => new JsonObject { ["type"] = "string", ["format"] = format },
            };
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties };
    }

    private static JsonObject List(string item) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("value"),
        ["properties"] = new JsonObject
        {
            ["@odata.context"] = new JsonObject { ["type"] = "string", ["format"] = "uri" },
            ["@odata.count"] = new JsonObject { ["type"] = "integer" },
            ["@odata.nextLink"] = new JsonObject { ["type"] = "string", ["format"] = "uri", ["description"] = "Absolute; absent on the last page. Follow it as it is." },
            ["value"] = new JsonObject { ["type"] = "array", ["items"] = Reference(item) },
        },
    };

    private static JsonObject TokenRequest()
    {
        var properties = new JsonObject();
        foreach (var field in (string[])["grant_type", "client_id", "client_secret", "client_assertion", "client_assertion_type", "scope", "resource", "device_code"])
            properties[field] = new JsonObject { ["type"] = "string" };
        return new JsonObject { ["type"] = "object", ["properties"] = properties };
    }

    private static JsonObject Reference(string schema) => new() { ["$ref"] = "#/components/schemas/" + schema };
}
