using System.Globalization;
using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Fido2.Metadata;

/// <summary>Reads a BLOB's payload forward only: ten megabytes never become a tree, and what is not asked for is passed over.</summary>
internal static class MetadataPayload
{
    private const int MostEntries = 20_000;
    private const int DeepestNesting = 24;

    public static Result<MetadataBlob> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return Read(json);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            return Catalogue.Metadata.PayloadMalformed;
        }
    }

    /// <summary>A calendar day as the service writes it.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static Result<MetadataBlob> Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestNesting });
        reader.Read();
        reader.Demand(JsonTokenType.StartObject);
        int? number = null;
        DateOnly? nextUpdate = null;
        Dictionary<Guid, MetadataEntry>? entries = null;
        var seen = new HashSet<string>();
        while (reader.NextMember(seen, out var name))
        {
            switch (name)
            {
                case "no": number = reader.TryGetInt32(out var given) ? given : null; break;
                case "nextUpdate": nextUpdate = Day(reader.GetString()); break;
                case "entries": entries = ReadEntries(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        if (reader.Read()) return Catalogue.Metadata.PayloadMalformed;
        return number is > 0 && nextUpdate is { } day && entries is not null
            ? new MetadataBlob(number.Value, day, entries)
            : Catalogue.Metadata.PayloadMalformed;
    }

    private static Dictionary<Guid, MetadataEntry> ReadEntries(ref Utf8JsonReader reader)
    {
        reader.Demand(JsonTokenType.StartArray);
        var entries = new Dictionary<Guid, MetadataEntry>();
        var count = 0;
        while (reader.NextItem())
        {
            if (++count > MostEntries) throw new JsonException("There are too many entries.");
            // Of two entries for one model nobody could say which holds.
            if (MetadataEntryReader.Read(ref reader) is { } entry && !entries.TryAdd(entry.Aaguid, entry))
                throw new JsonException("A model has two entries.");
        }

        return entries;
    }
}
