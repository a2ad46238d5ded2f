using Keyway.Connect.Terminal;
using Keyway.Errors;
using Spectre.Console;

namespace Keyway.Connect.Tests.Terminal;

public sealed class StepLogTests
{
    [Fact]
    public async Task A_step_is_one_line_in_a_pipe_however_long_it_is()
    {
        var written = new StringWriter();
        var steps = new StepLog(Pipe(written), TimeProvider.System);

        await steps.RunAsync("Read the domain", () => Task.FromResult<Result<string>>(new string('x', 300)), value => value);

        var line = Assert.Single(written.ToString().TrimEnd('\n').Split('\n'));
        Assert.StartsWith("✓ Read the domain: " + new string('x', 300) + " [", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', line);
    }

    [Fact]
    public async Task A_refused_step_shows_its_number()
    {
        var written = new StringWriter();
        var steps = new StepLog(Pipe(written), TimeProvider.System);

        var result = await steps.RunAsync("Sign in", () => Task.FromResult<Result<string>>(Catalogue.Connect.ServerSignInRefused), value => value);

        Assert.False(result.Succeeded);
        Assert.StartsWith("✗ Sign in: KW4012 ", written.ToString(), StringComparison.Ordinal);
        Assert.False(Assert.Single(steps.Steps).Succeeded);
    }

    [Fact]
    public async Task Brackets_in_a_name_are_no_markup()
    {
        var written = new StringWriter();
        var steps = new StepLog(Pipe(written), TimeProvider.System);

        await steps.RunAsync("Read", () => Task.FromResult<Result<string>>("[red]x[/] [bold"), value => value);
        steps.Note("[/]");

        Assert.Contains("[red]x[/] [bold", written.ToString(), StringComparison.Ordinal);
        Assert.Contains("    [/]", written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_console_steps_are_kept_and_nothing_is_printed()
    {
        var steps = new StepLog(null, TimeProvider.System);

        await steps.RunAsync("Read", () => Task.FromResult<Result<string>>("done"), value => value);
        steps.Note("more");

        Assert.Equal(("Read", "done", true), (steps.Steps[0].Name, steps.Steps[0].Result, steps.Steps[0].Succeeded));
        Assert.Null(steps.Interactive);
    }

    private static IAnsiConsole Pipe(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.No,
        ColorSystem = ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,
        Out = new AnsiConsoleOutput(writer),
    });
}
