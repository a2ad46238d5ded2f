using System.Text;
using System.Text.Json;

namespace Keyway.Server.Audit;

/// <summary>A JSON array that is written while it is read: one object a line. The default encoder leaves nothing that a terminal or a page would act on.</summary>
internal sealed class JsonLines(TextWriter output)
{
    private bool _any;

    public async Task AddAsync(params (string Name, object? Value)[] members)
    {
        using var buffer = new MemoryStream(256);
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                if (value is long or int)
                    writer.WriteNumber(name, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                else if (value is null)
                    writer.WriteNull(name);
                else
                    writer.WriteString(name, value.ToString());
            }

            writer.WriteEndObject();
        }

        await output.WriteAsync((_any ? ",\n" : "[\n") + Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        _any = true;
    }

    /// <summary>Ends the array.</summary>
    public Task EndAsync() => output.WriteAsync(_any ? "\n]\n" : "[]\n");
}
