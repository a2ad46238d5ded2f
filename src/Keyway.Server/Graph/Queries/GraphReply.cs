using System.Text.Json;
using Keyway.Server.Hosting;

namespace Keyway.Server.Graph.Queries;

/// <summary>An answer of the API in JSON, with its <c>@odata.context</c>.</summary>
internal sealed class GraphReply(int status, Action<Utf8JsonWriter, HttpContext> write) : IResult
{
    /// <summary>A page of an entity's list.</summary>
    public static GraphReply List<T>(GraphEntity<T> entity, GraphQuery<T> query, GraphFound<T> found) => new(StatusCodes.Status200OK, (json, http) =>
    {
        var origin = http.RequestServices.GetRequiredService<ServerOptions>().Origin;
        json.WriteString("@odata.context", $"{origin}/v1.0/$metadata#{entity.Set}");
        if (found.Total is { } total)
            json.WriteNumber("@odata.count", total);
        if (found.More)
            json.WriteString("@odata.nextLink", GraphPage.NextLink(http.Request, origin, query.OrderBy?.OrderKey?.Invoke(found.Items[^1]) ?? "", entity.IdOf(found.Items[^1])));
        json.WriteStartArray("value");
        foreach (var item in found.Items)
        {
            json.WriteStartObject();
            WriteProperties(json, entity, item, query.Select);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>One object.</summary>
    public static GraphReply One<T>(GraphEntity<T> entity, T item, IReadOnlySet<string>? select, int status = StatusCodes.Status200OK) => new(status, (json, http) =>
    {
        json.WriteString("@odata.context", $"{http.RequestServices.GetRequiredService<ServerOptions>().Origin}/v1.0/$metadata#{entity.Set}/$entity");
        WriteProperties(json, entity, item, select);
    });

    /// <summary>Writes an object's members.</summary>
    public static void WriteProperties<T>(Utf8JsonWriter json, GraphEntity<T> entity, T item, IReadOnlySet<string>? select)
    {
        foreach (var property in entity.Properties)
        {
            if (select is null || select.Contains(property.Name))
                property.Write(json, item, named: select is not null);
        }
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json, httpContext);
            json.WriteEndObject();
        }

        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        return httpContext.Response.Body.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted).AsTask();
    }
}
