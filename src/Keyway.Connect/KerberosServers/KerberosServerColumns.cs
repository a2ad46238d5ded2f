using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Connect.Terminal;

namespace Keyway.Connect.KerberosServers;

/// <summary>The columns that administrators of the vendor's module know, in its order: the domain's first, then the server's as Cloud….</summary>
internal static class KerberosServerColumns
{
    /// <summary>Names and values; an absent value is null.</summary>
    public static IReadOnlyList<(string Name, string? Value)> Of(SideComparison sides)
    {
        var domain = sides.Domain.Server;
        var server = sides.Server.State;
        return
        [
            ("Id", Number(domain?.Id)),
            ("UserAccount", domain?.UserAccount),
            ("ComputerAccount", domain?.ComputerAccount),
            ("DisplayName", domain?.DisplayName),
            ("DomainDnsName", domain?.DomainDnsName),
            ("KeyVersion", Number(domain?.KeyVersion)),
            ("KeyUpdatedOn", Time(domain?.KeyUpdatedOn)),
            ("KeyUpdatedFrom", domain?.KeyUpdatedFrom),
            ("CloudDisplayName", server?.CloudDisplayName),
            ("CloudDomainDnsName", server?.CloudDomainDnsName),
            ("CloudId", Number(server?.CloudId)),
            ("CloudKeyVersion", Number(server?.CloudKeyVersion)),
            ("CloudKeyUpdatedOn", Time(server?.CloudKeyUpdatedOn)),
        ];
    }

    /// <summary>One line a column. A value too long for the width goes on below itself.</summary>
    /// <param name="width">Characters of the terminal, or null when nothing is cut, as in a pipe.</param>
    public static IReadOnlyList<string> Lines(SideComparison sides, int? width)
    {
        var columns = Of(sides);
        var label = columns.Max(column => column.Name.Length) + 1;
        var room = width is { } characters ? Math.Max(20, characters - label - 2) : int.MaxValue;
        var lines = new List<string>();
        foreach (var (name, value) in columns)
        {
            var rest = SafeText.Of(value);
            var head = $"{name.PadRight(label)}: ";
            do
            {
                var part = rest.Length <= room ? rest : rest[..room];
                lines.Add((head + part).TrimEnd());
                rest = rest[part.Length..];
                head = new string(' ', label + 2);
            }
            while (rest.Length > 0);
        }

        return lines;
    }

    /// <summary>The same columns as members of an object: numbers as numbers, times in ISO 8601 UTC, absent values null.</summary>
    public static JsonObject Json(SideComparison sides)
    {
        var domain = sides.Domain.Server;
        var server = sides.Server.State;
        var json = new JsonObject();
        foreach (var (name, value) in Of(sides))
            json[name] = value;
        json["Id"] = domain?.Id;
        json["KeyVersion"] = domain?.KeyVersion;
        json["KeyUpdatedOn"] = domain?.KeyUpdatedOn?.UtcDateTime;
        json["CloudId"] = server?.CloudId;
        json["CloudKeyVersion"] = server?.CloudKeyVersion;
        json["CloudKeyUpdatedOn"] = server?.CloudKeyUpdatedOn.UtcDateTime;
        return json;
    }

    /// <summary>To the second, as replication metadata keeps it.</summary>
    public static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
