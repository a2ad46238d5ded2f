using System.Net;
using System.Text.Json.Nodes;

namespace Keyway.Server.Tests.Provisioning;

/// <summary>What the server answered.</summary>
internal sealed record ScimReply(HttpStatusCode Status, string Text, string? ETag)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string Id => Json["id"]!.GetValue<string>();

    /// <summary>A refusal with this number, and never a fault.</summary>
    public void AssertRefused(HttpStatusCode status, string code)
    {
        Assert.Equal((status, true), (Status, Text.Contains(code, StringComparison.Ordinal)));
    }
}
