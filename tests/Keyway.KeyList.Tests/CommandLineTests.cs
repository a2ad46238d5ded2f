using System.Diagnostics;

namespace Keyway.KeyList.Tests;

/// <summary>The program itself.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_says_what_there_is_and_how_it_ends()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        foreach (var word in new[] { "run", "check", "--config", "--json", "Exit codes:" })
            Assert.Contains(word, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("walk")]
    [InlineData("run", "--config")]
    [InlineData("run", "--config", "/nowhere/keylist.json")]
    [InlineData("check", "--config", "/nowhere/keylist.json")]
    public async Task A_wrong_command_line_or_file_ends_with_2(params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);

        Assert.Equal(2, code);
        Assert.NotEmpty(error);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "keyway-keylist"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, error);
    }
}
