using Keyway.Contracts.Provisioning;
using Keyway.Errors;
using Keyway.Server.Provisioning.Bulk;

namespace Keyway.Server.Provisioning;

/// <summary><c>/ServiceProviderConfig</c>, <c>/ResourceTypes</c> and <c>/Schemas</c> (RFC 7643 5 to 7): what this server can do, so that a client need not try.</summary>
internal sealed class ServiceMetadata(ScimResources resources)
{
    private static readonly string[] Types = ["User", "Group", "Device"];

    public static void Map(RouteGroupBuilder read)
    {
        read.MapGet("ServiceProviderConfig", (ServiceMetadata metadata) => Json(metadata.ServiceProviderConfig()));
        read.MapGet("ResourceTypes", (ServiceMetadata metadata) => Json(List([.. Types.Select(metadata.ResourceType)])));
        read.MapGet("ResourceTypes/{name}", (string name, ServiceMetadata metadata) => Types.Contains(name) ? Json(metadata.ResourceType(name)) : Missing());
        read.MapGet("Schemas", (ServiceMetadata metadata) => Json(List([.. SchemaTexts.All.Keys.Select(metadata.Schema)])));
        read.MapGet("Schemas/{id}", (string id, ServiceMetadata metadata) => SchemaTexts.All.ContainsKey(id) ? Json(metadata.Schema(id)) : Missing());
    }

    private string ServiceProviderConfig() => $$"""
        {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
          "patch": {"supported": true},
          "bulk": {"supported": true, "maxOperations": {{BulkReader.MaximumOperations}}, "maxPayloadSize": {{ScimBody.MaximumLength}}},
          "filter": {"supported": true, "maxResults": {{ListRequest.MaximumCount}}},
          "changePassword": {"supported": false},
          "sort": {"supported": true},
          "etag": {"supported": true},
          "authenticationSchemes": [{"type": "oauthbearertoken", "name": "Bearer token", "description": "An access token of this server for {{Contracts.OAuth.Resources.Provisioning}}.", "primary": true}],
          "meta": {"resourceType": "ServiceProviderConfig", "location": "{{resources.Root}}/ServiceProviderConfig"}
        }
        """;

    private string ResourceType(string name) => $$"""
        {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
          "id": "{{name}}",
          "name": "{{name}}",
          "endpoint": "/{{name}}s",
          "schema": "{{(name switch { "User" => ScimSchemas.User, "Group" => ScimSchemas.Group, _ => ScimSchemas.Device })}}",
          "schemaExtensions": [{"schema": "{{ScimSchemas.OnPremises}}", "required": {{(name == "Device" ? "true" : "false")}}}{{(name == "User" ? $$""", {"schema": "{{ScimSchemas.EnterpriseUser}}", "required": false}""" : "")}}],
          "meta": {"resourceType": "ResourceType", "location": "{{resources.Root}}/ResourceTypes/{{name}}"}
        }
        """;

    private string Schema(string id) => $$"""
        {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
          "id": "{{id}}",
          {{SchemaTexts.All[id]}},
          "meta": {"resourceType": "Schema", "location": "{{resources.Root}}/Schemas/{{id}}"}
        }
        """;

    private static string List(IReadOnlyList<string> items) =>
        $$"""{"schemas": ["{{ScimSchemas.ListResponse}}"], "totalResults": {{items.Count}}, "startIndex": 1, "itemsPerPage": {{items.Count}}, "Resources": [{{string.Join(",\n", items)}}]}""";

    private static IResult Json(string text) => Results.Text(text, ScimSchemas.MediaType);

    private static ScimRefusalReply Missing() => new(Catalogue.Provisioning.ResourceNotFound);
}
