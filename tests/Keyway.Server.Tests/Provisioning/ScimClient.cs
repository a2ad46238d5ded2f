using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Contracts.Provisioning;

namespace Keyway.Server.Tests.Provisioning;

/// <summary>A caller with its token, and the objects it would send.</summary>
/// <param name="domain">The connector's domain, or the person's name.</param>
/// <param name="number">Makes its objects unlike those of other tests.</param>
internal sealed class ScimClient(HttpClient http, string token, string domain, int number)
{
    public string Domain { get; } = domain;

    public Guid AccountId { get; init; }

    public string DomainSid { get; } = $"S-1-5-21-{1000 + number}-2000-3000";

    public Task<ScimReply> GetAsync(string path) => SendAsync(HttpMethod.Get, "/scim/v2/" + path, (byte[]?)null);

    public Task<ScimReply> PostAsync(string path, JsonNode body) => SendAsync(HttpMethod.Post, "/scim/v2/" + path, body.ToJsonString());

    public Task<ScimReply> PutAsync(string path, JsonNode body, string? ifMatch = null) => SendAsync(HttpMethod.Put, "/scim/v2/" + path, body.ToJsonString(), ifMatch);

    public Task<ScimReply> PatchAsync(string path, JsonNode body, string? ifMatch = null) => SendAsync(HttpMethod.Patch, "/scim/v2/" + path, body.ToJsonString(), ifMatch);

    public Task<ScimReply> DeleteAsync(string path, string? ifMatch = null) => SendAsync(HttpMethod.Delete, "/scim/v2/" + path, (byte[]?)null, ifMatch);

    public Task<ScimReply> SendAsync(HttpMethod method, string path, string? body, string? ifMatch = null, string mediaType = ScimSchemas.MediaType) =>
        SendAsync(method, path, body is null ? null : Encoding.UTF8.GetBytes(body), ifMatch, mediaType);

    public async Task<ScimReply> SendAsync(HttpMethod method, string path, byte[]? body, string? ifMatch = null, string mediaType = ScimSchemas.MediaType, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new ScimReply(reply.StatusCode, text, reply.Headers.ETag?.ToString());
    }

    /// <summary>A person of the domain. The RID is the person's own; so are name and anchor.</summary>
    public JsonObject User(string name, int rid) => new()
    {
        ["schemas"] = new JsonArray(ScimSchemas.User, ScimSchemas.OnPremises),
        ["userName"] = $"{name}@{Domain}",
        ["displayName"] = name,
        ["active"] = true,
        ["externalId"] = Anchor(rid),
        ["emails"] = new JsonArray(new JsonObject { ["value"] = $"{name}@{Domain}", ["primary"] = true }),
        [ScimSchemas.OnPremises] = new JsonObject
        {
            ["samAccountName"] = name,
            ["domainDnsName"] = Domain,
            ["domainNetBiosName"] = "D",
            ["securityIdentifier"] = $"{DomainSid}-{rid}",
            ["primaryGroupSid"] = $"{DomainSid}-513",
            ["passwordLastSet"] = "2026-01-02T03:04:05.678Z",
        },
    };

    /// <summary>A group of the domain.</summary>
    public JsonObject Group(string name, int rid, params string[] members) => new()
    {
        ["schemas"] = new JsonArray(ScimSchemas.Group, ScimSchemas.OnPremises),
        ["displayName"] = name,
        ["externalId"] = Anchor(rid),
        ["members"] = new JsonArray([.. members.Select(id => new JsonObject { ["value"] = id })]),
        [ScimSchemas.OnPremises] = new JsonObject { ["samAccountName"] = name, ["domainDnsName"] = Domain, ["securityIdentifier"] = $"{DomainSid}-{rid}" },
    };

    /// <summary>A patch of one operation.</summary>
    public static JsonObject Patch(string op, string? path, JsonNode? value)
    {
        var operation = new JsonObject { ["op"] = op };
        if (path is not null)
            operation["path"] = path;
        if (value is not null)
            operation["value"] = value;
        return new JsonObject { ["schemas"] = new JsonArray(ScimSchemas.PatchOp), ["Operations"] = new JsonArray(operation) };
    }

    public static JsonArray Members(params string[] ids) => new([.. ids.Select(id => new JsonObject { ["value"] = id })]);

    public async Task<string> CreateUserAsync(string name, int rid) => await CreateAsync("Users", User(name, rid));

    public async Task<string> CreateGroupAsync(string name, int rid, params string[] members) => await CreateAsync("Groups", Group(name, rid, members));

    private async Task<string> CreateAsync(string path, JsonObject body)
    {
        var reply = await PostAsync(path, body);
        Assert.True(reply.Status == System.Net.HttpStatusCode.Created, reply.Text);
        return reply.Id;
    }

    private string Anchor(int rid) => $"{number:x8}-0000-0000-0000-{rid:x12}";
}
