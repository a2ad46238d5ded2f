using System.Text;
using System.Text.Json;
using Keyway.Server.Audit;
using Keyway.Server.Portal.Access;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Exports;

/// <summary>
/// A list as a file, sent page by page as the store gives it: neither side holds it whole. It ends at <see cref="MostRows"/>, and says so in the file when there was more.
/// </summary>
/// <param name="name">Of the file, without an ending.</param>
/// <param name="isJson">JSON; else CSV.</param>
/// <param name="head">The names of the fields.</param>
/// <param name="pages">Each page's rows, a text for each name.</param>
internal sealed class ExportResult(string name, bool isJson, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string?[]>> pages) : IActionResult
{
    public const int MostRows = 100_000;

    /// <summary>How many rows are read at once.</summary>
    public const int APage = 1000;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var reply = context.HttpContext.Response;
        PageHeaders.Set(context.HttpContext);
        reply.ContentType = isJson ? "application/json" : "text/csv; charset=utf-8";
        reply.Headers.ContentDisposition = $"attachment; filename=\"{name}.{(isJson ? "json" : "csv")}\"";
        var (rows, isCut) = (0, false);
        await WriteAsync(isJson ? "{\"entries\":[" : CsvText.Line([.. head]));
        foreach (var page in pages)
        {
            var text = new StringBuilder();
            foreach (var row in page)
            {
                if (rows == MostRows)
                {
                    isCut = true;
                    break;
                }

                if (isJson)
                    text.Append(rows == 0 ? "\n" : ",\n").Append(Json(row));
                else
                    text.Append(CsvText.Line(row));
                rows++;
            }

            await WriteAsync(text.ToString());
            if (isCut)
                break;
        }

        if (isJson)
            await WriteAsync($"\n],\"isCut\":{(isCut ? "true" : "false")}}}\n");
        else if (isCut)
            await WriteAsync(CsvText.Line("There is more than fits into one file. Choose a shorter time."));

        Task WriteAsync(string text) => reply.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.HttpContext.RequestAborted).AsTask();
    }

    private string Json(string?[] row)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            for (var index = 0; index < row.Length; index++)
                writer.WriteString(head[index], row[index]);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
