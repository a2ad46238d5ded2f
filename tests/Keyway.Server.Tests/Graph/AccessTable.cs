using System.Runtime.CompilerServices;
using System.Text;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.OpenApi;
using Keyway.Server.Tokens;
using Microsoft.AspNetCore.Routing;

namespace Keyway.Server.Tests.Graph;

/// <summary>Who reaches which address of the API: the table in docs/dev/graph.md, and the same as the server's routes say it.</summary>
internal static class AccessTable
{
    private const string Begin = "<!-- access table: KEYWAY_WRITE_DOCS=1 writes it anew -->";
    private const string End = "<!-- end of access table -->";

    /// <summary>The roles of people, in the order of the columns.</summary>
    public static readonly Role[] Roles =
    [
        Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.AuthenticationPolicyAdministrator, Role.HybridIdentityAdministrator, Role.DeviceAdministrator, Role.Reader,
    ];

    /// <summary>A row of the table.</summary>
    /// <param name="People">For nobody's role, then for each of <see cref="Roles"/>: whether a person with it gets in.</param>
    public sealed record Row(string Method, string Path, IReadOnlyList<bool> People, IReadOnlyList<string> Permissions);

    /// <summary>The page's rows.</summary>
    public static List<Row> OfPage() =>
        [.. Inside(File.ReadAllText(Page)).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line =>
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries)[1..^1];
            var address = cells[0].Trim('`').Split(' ');
            return new Row(address[0], address[1], [.. cells[1..^1].Select(cell => cell.Length > 0)], cells[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        })];

    /// <summary>The server's rows.</summary>
    public static List<Row> OfServer(RunningServer server) =>
        [.. from route in OpenApiDocument.Routes(server.Get<EndpointDataSource>())
            where route.Path.StartsWith("/v1.0/", StringComparison.Ordinal)
            orderby route.Path, route.Method
            let rule = route.Endpoint.Metadata.GetMetadata<AccessRule>()
            select new Row(
                route.Method, route.Path, rule.Resource != Resources.Graph ? [] : [rule.Roles.Count == 0, .. Roles.Select(role => rule.Roles.Count == 0 || rule.Roles.Contains(role))],
                [.. rule.Permissions.Select(permission => permission.Name())])];

    /// <summary>Puts rows into the page.</summary>
    public static void Write(List<Row> rows)
    {
        var table = new StringBuilder("\n\n| address | anybody | ").AppendJoin(" | ", Roles).Append(" | permissions, one of |\n|");
        table.Insert(table.Length, " --- |", Roles.Length + 3).Append('\n');
        foreach (var row in rows)
        {
            table.Append("| `").Append(row.Method).Append(' ').Append(row.Path).Append("` | ").AppendJoin(" | ", row.People.Select(allowed => allowed ? "yes" : ""))
                .Append(" | ").AppendJoin(' ', row.Permissions).Append(" |\n");
        }

        var page = File.ReadAllText(Page);
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        File.WriteAllText(Page, string.Concat(page.AsSpan(0, start), table.Append('\n').ToString(), page.AsSpan(start + Inside(page).Length)));
    }

    private static string Page => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "dev", "graph.md"));

    private static string Inside(string page) => page[(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..page.IndexOf(End, StringComparison.Ordinal)];

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
