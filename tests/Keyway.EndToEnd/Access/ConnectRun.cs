using System.Text.Json.Nodes;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Access;

/// <summary>What a run of keyway-connect with <c>--json</c> said.</summary>
internal sealed record ConnectRun(int ExitCode, JsonNode Json)
{
    public string? Error => (string?)Json["error"]?["code"];

    public string? Detail => (string?)Json["error"]?["detail"];

    public string? Outcome => (string?)Json["outcome"];

    /// <summary>The kinds of a check's findings, in their order.</summary>
    public IReadOnlyList<string> Findings => [.. Json["findings"]!.AsArray().Select(finding => (string)finding!["kind"]!)];

    public static ConnectRun Of(ToolResult result)
    {
        try
        {
            return new ConnectRun(result.ExitCode, JsonNode.Parse(result.Output)!);
        }
        catch (System.Text.Json.JsonException)
        {
            throw new InvalidOperationException($"exit code {result.ExitCode}: {result.Said}");
        }
    }

    /// <summary>Asserts that it is done.</summary>
    public ConnectRun Done()
    {
        Assert.True(ExitCode == 0, Json.ToJsonString());
        return this;
    }

    /// <summary>Asserts that it was refused with this number, its own or the server's.</summary>
    public void Refused(string number)
    {
        Assert.NotEqual(0, ExitCode);
        Assert.Contains(number, $"{Error} {Detail}", StringComparison.Ordinal);
    }
}
