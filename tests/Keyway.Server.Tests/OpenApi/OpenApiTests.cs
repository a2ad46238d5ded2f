using System.Net;
using System.Text.Json.Nodes;
using Keyway.Server.OpenApi;
using Keyway.Server.Tests.Provisioning;
using Microsoft.AspNetCore.Routing;

namespace Keyway.Server.Tests.OpenApi;

/// <summary>The API's description: every address, nothing else, and no reference into the void.</summary>
public sealed class OpenApiTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Fact]
    public async Task Every_route_is_in_the_document_with_what_it_asks_of_its_callers()
    {
        var document = await ReadAsync();
        Assert.Equal("3.1.0", document["openapi"]!.GetValue<string>());
        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}")).Order(StringComparer.Ordinal);
        var routes = OpenApiDocument.Routes(fixture.Server.Get<EndpointDataSource>()).ToList();
        Assert.Equal(routes.Select(route => $"{route.Method} {route.Path}").Distinct().Order(StringComparer.Ordinal), described);
        Assert.True(routes.Count > 60);
        foreach (var (_, path, endpoint) in routes.Where(route => route.Path.StartsWith("/v1.0/", StringComparison.Ordinal)))
            Assert.NotNull(endpoint.Metadata.GetMetadata<Keyway.Server.Tokens.AccessRule>());
        // What is described in words is there.
        Assert.Empty(ApiOperations.All.Except(routes.Select(route => $"{route.Method} {route.Path}")));
    }

    [Fact]
    public async Task Every_reference_leads_to_a_schema_and_every_operation_has_a_name_of_its_own()
    {
        var document = await ReadAsync();
        var schemas = document["components"]!["schemas"]!.AsObject().Select(schema => "#/components/schemas/" + schema.Key).ToHashSet();
        var references = new HashSet<string>();
        var names = new List<string>();
        Walk(document["paths"]!);
        foreach (var listed in document["components"]!["schemas"]!.AsObject().Where(schema => schema.Key.EndsWith("List", StringComparison.Ordinal)))
            Walk(listed.Value!);
        Assert.Subset(schemas, references);
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal(["id", "userPrincipalName", "displayName"], document["components"]!["schemas"]!["User"]!["properties"]!.AsObject().Select(member => member.Key).Take(3));
        Assert.NotNull(document["components"]!["schemas"]!["GraphErrorResponse"]!["properties"]!["error"]);
        Assert.Contains("User.Read.All", document["components"]!["securitySchemes"]!["application"]!["flows"]!["clientCredentials"]!["scopes"]!.AsObject().Select(scope => scope.Key));

        void Walk(JsonNode node)
        {
            switch (node)
            {
                case JsonObject members:
                    foreach (var (name, value) in members)
                    {
                        if (name == "$ref")
                            references.Add(value!.GetValue<string>());
                        else if (name == "operationId")
                            names.Add(value!.GetValue<string>());
                        else if (value is not null)
                            Walk(value);
                    }

                    break;
                case JsonArray items:
                    foreach (var item in items.OfType<JsonNode>())
                        Walk(item);
                    break;
            }
        }
    }

    [Fact]
    public async Task It_is_served_to_anybody_with_the_headers_of_every_reply_and_tells_no_secret()
    {
        using var reply = await fixture.Server.Http.GetAsync("/openapi.json", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
        Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("default-src 'none'", Assert.Single(reply.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Server.Options.DataDirectory, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<JsonNode> ReadAsync() => JsonNode.Parse(await fixture.Server.Http.GetStringAsync("/openapi.json", TestContext.Current.CancellationToken))!;
}
