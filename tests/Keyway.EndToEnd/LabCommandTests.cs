using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd;

/// <summary>The lab's own commands.</summary>
[Collection(LabCollection.Name)]
public sealed class LabCommandTests(LabFixture fixture)
{
    private static readonly string[] Promised =
    [
        "KRB5_CONFIG", "KEYWAY_URL", "KEYWAY_CA_FILE", "KEYWAY_REALM", "KEYWAY_DOMAIN", "KEYWAY_DC_HOST", "KEYWAY_DC_ADDRESS", "KEYWAY_DOMAIN_ADMIN",
        "KEYWAY_DOMAIN_ADMIN_PASSWORD", "KEYWAY_USER_PASSWORD", "KEYWAY_SERVER_ADMIN", "KEYWAY_SERVER_ADMIN_KEY", "KEYWAY_SHARE", "KEYWAY_INTRANET_URL",
    ];

    private readonly Laboratory _lab = fixture.Lab;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Env_prints_lines_that_a_shell_evaluates()
    {
        var result = await LabAsync("env");

        Assert.True(result.Succeeded, result.Said);
        var script = result.Output + "\n" + string.Join('\n', Promised.Select(name => $"printf '%s=%s\\n' {name} \"${name}\""));
        var evaluated = await Tool.RunAsync("sh", ["-eu", "-c", script], null, null, Cancellation);
        Assert.True(evaluated.Succeeded, evaluated.Said);
        Assert.All(Promised, name => Assert.Matches($"(?m)^{name}=.+$", evaluated.Output));
    }

    [Fact]
    public async Task Exec_passes_exit_codes_and_options_on()
    {
        Assert.Equal(7, (await LabAsync("exec", "sh", "-c", "exit 7")).ExitCode);
        Assert.Equal("--help --json", (await LabAsync("exec", "echo", "--help", "--json")).Output.Trim());
    }

    [Fact]
    public async Task Names_resolve_inside_exec_and_only_there()
    {
        Assert.StartsWith(_lab.Record.DomainControllerAddress, (await LabAsync("exec", "getent", "hosts", Domain.ControllerHost)).Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await Tool.RunAsync("getent", ["hosts", Domain.ControllerHost], null, null, Cancellation)).ExitCode);
    }

    [Fact]
    public async Task Status_shows_every_component_up()
    {
        var result = await LabAsync("status");

        Assert.True(result.Succeeded, result.Said);
        // A fourth one is the second domain's controller, when a test asked for it before.
        var up = result.Output.Split('\n').Where(line => line.Contains("✓ up", StringComparison.Ordinal)).ToList();
        Assert.Equal(_lab.Record.Components.Count, up.Count);
        Assert.All(new[] { "domain controller", "intranet", "identity server" }, name => Assert.Contains(up, line => line.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_second_lab_of_the_same_folder_says_why_not()
    {
        var result = await LabAsync("--once");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("up already", result.Said, StringComparison.Ordinal);
    }

    private Task<ToolResult> LabAsync(params string[] arguments) =>
        Tool.RunAsync(Path.Combine(AppContext.BaseDirectory, "..", "..", "Keyway.Lab", new DirectoryInfo(AppContext.BaseDirectory).Name, "keyway-lab"),
            arguments, new Dictionary<string, string> { ["KEYWAY_LAB_STATE"] = _lab.Folder.Path }, null, Cancellation);
}
