using System.Text.Json;
using Keyway.Contracts.Provisioning;

namespace Keyway.Server.Provisioning;

/// <summary>A SCIM answer that is written as it goes out, without a copy of a whole list.</summary>
internal sealed class ScimDocument(int status, Action<Utf8JsonWriter> write) : IResult
{
    /// <summary>A page of resources (RFC 7644 3.4.2).</summary>
    public static ScimDocument List<T>(Page<T> page, int start, Action<Utf8JsonWriter, T> write) => new(StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas");
        writer.WriteStringValue(ScimSchemas.ListResponse);
        writer.WriteEndArray();
        writer.WriteNumber("totalResults", page.Total);
        writer.WriteNumber("startIndex", start);
        writer.WriteNumber("itemsPerPage", page.Items.Count);
        writer.WriteStartArray("Resources");
        foreach (var item in page.Items)
            write(writer, item);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = ScimSchemas.MediaType;
        await using (var writer = new Utf8JsonWriter(httpContext.Response.BodyWriter))
            write(writer);
        await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
