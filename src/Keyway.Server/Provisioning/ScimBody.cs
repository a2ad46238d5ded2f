using System.Text.Json;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Provisioning;

/// <summary>Reads the JSON of a SCIM request.</summary>
internal static class ScimBody
{
    /// <summary>Bytes: room for a group of 100,000 members.</summary>
    public const int MaximumLength = 16 * 1024 * 1024;

    private const int MaximumDepth = 16;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaximumDepth };

    /// <summary>The metadata of an endpoint that takes a body.</summary>
    public static RequestSizeLimitAttribute SizeLimit { get; } = new(MaximumLength);

    /// <summary>The metadata of an endpoint that takes a search.</summary>
    public static RequestSizeLimitAttribute SearchLimit { get; } = new(64 * 1024);

    /// <summary>A search (RFC 7644 3.4.3).</summary>
    public static async Task<Result<ListRequest>> ReadSearchAsync(HttpRequest request) =>
        (await ReadAsync(request)).TryGet(out var body, out var refusal) ? ListRequest.Parse(body) : refusal;

    /// <summary>The body as a JSON object.</summary>
    public static async Task<Result<ScimObject>> ReadAsync(HttpRequest request)
    {
        var type = request.ContentType?.Split(';', 2)[0].Trim();
        if (!ScimSchemas.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) && !"application/json".Equals(type, StringComparison.OrdinalIgnoreCase))
            return Catalogue.Provisioning.MediaTypeRefused;
        return (await JsonBody.ReadBytesAsync(request)).TryGet(out var bytes, out var refusal) ? Parse(bytes) : refusal;
    }

    /// <summary>The same from bytes.</summary>
    public static Result<ScimObject> Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            // Not disposed: its memory is the body's own, and elements of it live as long as the request.
            return ScimObject.Of(JsonDocument.Parse(json, Strict).RootElement);
        }
        catch (JsonException)
        {
            return Catalogue.Provisioning.BodyMalformed;
        }
    }
}
