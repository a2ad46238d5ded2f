using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Keyway.Server.OpenApi;

/// <summary>Routes in the words of OpenAPI: no constraints, and parameters apart.</summary>
internal static class OpenApiPath
{
    private static readonly string[] Pages = ["/devicelogin", "/assets"];

    /// <summary>Whether an address is for people in a browser.</summary>
    public static bool IsPage(string pattern) => Pages.Any(page => ("/" + pattern.TrimStart('/')).StartsWith(page, StringComparison.Ordinal));

    /// <summary>The template: <c>/v1.0/users/{user}</c>.</summary>
    public static string Of(RoutePattern pattern)
    {
        var path = new StringBuilder();
        foreach (var segment in pattern.PathSegments)
        {
            path.Append('/');
            foreach (var part in segment.Parts)
            {
                path.Append(part switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternSeparatorPart separator => separator.Content,
                    RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
                    _ => "",
                });
            }
        }

        return path.Length == 0 ? "/" : path.ToString();
    }

    /// <summary>The parameters of the template.</summary>
    public static JsonArray Parameters(RoutePattern pattern) => new([.. pattern.Parameters.Select(parameter => (JsonNode)new JsonObject
    {
        ["name"] = parameter.Name,
        ["in"] = "path",
        ["required"] = true,
        ["schema"] = parameter.ParameterPolicies.Any(policy => policy.Content == "guid")
            ? new JsonObject { ["type"] = "string", ["format"] = "uuid" }
            : new JsonObject { ["type"] = "string" },
    })]);

    /// <summary>An option of a query.</summary>
    public static JsonObject Option(string name) => new()
    {
        ["name"] = name,
        ["in"] = "query",
        ["required"] = false,
        ["schema"] = name switch
        {
            "$top" => new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 999 },
            "$count" => new JsonObject { ["type"] = "boolean" },
            _ => new JsonObject { ["type"] = "string" },
        },
    };

    /// <summary>Unlike every other operation's.</summary>
    public static string OperationId(string method, string path) =>
        method.ToLowerInvariant() + string.Concat(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part =>
            "_" + string.Concat(part.Where(character => char.IsAsciiLetterOrDigit(character)))));

    /// <summary>Under what it is listed: the first word that says something.</summary>
    public static string Tag(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["v1.0", var collection, ..] => collection,
        ["scim", ..] => "scim",
        [_, "oauth2", ..] => "tokens",
        [var first, ..] => first.StartsWith('{') ? "discovery" : first,
        _ => "server",
    };

    /// <summary>The shape in which an address refuses.</summary>
    public static string ErrorSchema(string path) =>
        path.StartsWith("/scim/", StringComparison.Ordinal) ? "ScimError"
        : path.StartsWith("/EnrollmentServer", StringComparison.Ordinal) ? "DeviceJoinError"
        : path.Contains("/oauth2/", StringComparison.Ordinal) ? "OAuthError"
        : "GraphErrorResponse";
}
