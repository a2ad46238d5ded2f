using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Server.Hosting;
using Keyway.Server.Tenants;
using Keyway.Server.Tokens;

namespace Keyway.Server.OpenApi;

/// <summary>
/// The OpenAPI 3.1 document, made once from the server's own routes, so that none can be missing: what each asks of its callers stands among its metadata
/// (<see cref="AccessRule"/>), what it reads and answers in <see cref="ApiOperations"/>.
/// </summary>
internal sealed class OpenApiDocument(EndpointDataSource endpoints, ServerOptions options, Tenant tenant)
{
    private readonly Lazy<byte[]> _json = new(() => JsonSerializer.SerializeToUtf8Bytes(Write(endpoints, options, tenant), OpenApiJson.Default.JsonObject));

    /// <summary>UTF-8.</summary>
    public byte[] Json => _json.Value;

    /// <summary>Every route that answers programs, method by method; pages are for people.</summary>
    internal static IEnumerable<(string Method, string Path, RouteEndpoint Endpoint)> Routes(EndpointDataSource endpoints) =>
        from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        where endpoint.RoutePattern.RawText is { } text && !OpenApiPath.IsPage(text)
        select (method, OpenApiPath.Of(endpoint.RoutePattern), endpoint);

    private static JsonObject Write(EndpointDataSource endpoints, ServerOptions options, Tenant tenant)
    {
        var paths = new JsonObject();
        foreach (var (method, path, endpoint) in Routes(endpoints).OrderBy(route => route.Path, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal))
        {
            if (paths[path] is not JsonObject item)
                paths[path] = item = new JsonObject();
            item[method.ToLowerInvariant()] = Operation(method, path, endpoint);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Keyway identity server",
                ["version"] = "v1.0",
                ["description"] = "People, groups, devices, sign-in methods, policies, applications and logs, in the shape of the vendor's Graph; joins of devices; provisioning by SCIM 2.0; tokens.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = options.Origin }),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = OpenApiSchemas.Write(), ["securitySchemes"] = Schemes(options, tenant) },
        };
    }

    private static JsonObject Operation(string method, string path, RouteEndpoint endpoint)
    {
        var rule = endpoint.Metadata.GetMetadata<AccessRule>();
        var known = ApiOperations.Find(method, path);
        var operation = new JsonObject
        {
            ["operationId"] = OpenApiPath.OperationId(method, path),
            ["tags"] = new JsonArray(OpenApiPath.Tag(path)),
            ["summary"] = known?.Summary ?? $"{method} {path}",
        };
        if (rule is not null)
        {
            operation["description"] = Description(rule);
            operation["security"] = Security(rule);
        }

        var parameters = OpenApiPath.Parameters(endpoint.RoutePattern);
        foreach (var option in known?.Options ?? [])
            parameters.Add(OpenApiPath.Option(option));
        if (parameters.Count > 0)
            operation["parameters"] = parameters;
        if (known?.Request is { } request)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { [known.RequestType] = new JsonObject { ["schema"] = Reference(request) } },
            };
        }

        var success = new JsonObject { ["description"] = known?.Response is null && method is not "GET" ? "Done." : "The answer." };
        if (known?.Response is { } response)
            success["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Reference(response) } };
        operation["responses"] = new JsonObject
        {
            [known?.Status ?? "2XX"] = success,
            ["default"] = new JsonObject
            {
                ["description"] = "A refusal with its number; docs/errors.md lists them all.",
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Reference(OpenApiPath.ErrorSchema(path)) } },
            },
        };
        return operation;
    }

    private static string Description(AccessRule rule) =>
        (rule.Roles.Count == 0 ? "Any signed-in person" : $"A person with one of the roles {string.Join(", ", rule.Roles)}")
        + (rule.Permissions.Count == 0
            ? "; no application, and no token that is limited to some permissions."
            : $"; an application, or a token that is limited, with one of {string.Join(", ", rule.Permissions.Select(permission => permission.Name()))}.");

    private static JsonArray Security(AccessRule rule)
    {
        var names = rule.Permissions.Select(permission => (JsonNode)permission.Name()).ToArray();
        var security = new JsonArray(new JsonObject { ["person"] = new JsonArray() });
        if (names.Length > 0)
            security.Add(new JsonObject { ["application"] = new JsonArray(names) });
        return security;
    }

    private static JsonObject Schemes(ServerOptions options, Tenant tenant)
    {
        var authority = $"{options.Origin}/{tenant.Id:D}/oauth2/v2.0";
        var scopes = new JsonObject();
        foreach (var permission in Permissions.All)
            scopes[permission.Name()] = permission.Name();
        return new JsonObject
        {
            ["person"] = new JsonObject
            {
                ["type"] = "http",
                ["scheme"] = "bearer",
                ["bearerFormat"] = "JWT",
                ["description"] = $"A person's token, by the device code flow (RFC 8628): POST {authority}/devicecode, then {authority}/token with grant_type urn:ietf:params:oauth:grant-type:device_code.",
            },
            ["application"] = new JsonObject
            {
                ["type"] = "oauth2",
                ["description"] = "An application's token (RFC 6749 4.4), by secret or by a signed assertion (RFC 7523), with scope urn:keyway:graph/.default.",
                ["flows"] = new JsonObject { ["clientCredentials"] = new JsonObject { ["tokenUrl"] = authority + "/token", ["scopes"] = scopes } },
            },
        };
    }

    private static JsonObject Reference(string schema) => new() { ["$ref"] = "#/components/schemas/" + schema };
}
