using System.CommandLine;
using System.CommandLine.Parsing;
using Keyway.Connect.CommandLine;

namespace Keyway.Connect.Tests.CommandLine;

public sealed class CommandHelpTests
{
    private static readonly RootCommand Root = ConnectCommandLine.Build(TimeProvider.System);

    public static TheoryData<string> Commands() => [.. Leaves(Root, "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Each_command_shows_examples_that_it_understands_and_its_exit_codes(string command)
    {
        using var output = new StringWriter();

        var code = Root.Parse(command + " --help").Invoke(new InvocationConfiguration { Output = output });

        Assert.Equal(0, code);
        var lines = output.ToString().Split('\n').Select(line => line.Trim()).ToList();
        Assert.Contains("4  a domain controller or the identity server could not be reached", lines);
        var examples = lines.Where(line => line.StartsWith("keyway-connect " + command + " ", StringComparison.Ordinal) && !line.Contains("[options]", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(Root.Parse([.. CommandLineParser.SplitCommandLine(example).Skip(1)]).Errors));
    }

    [Fact]
    public void A_list_of_commands_has_a_line_or_two_for_each()
    {
        using var output = new StringWriter();

        Root.Parse("kerberos-server --help").Invoke(new InvocationConfiguration { Output = output });

        Assert.DoesNotContain("Examples:", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_nobody_gave_is_shown_as_one_is_given()
    {
        using var output = new StringWriter();

        Root.Parse("sync --help").Invoke(new InvocationConfiguration { Output = output });

        Assert.Contains("[default: 30s]", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("00:00:30", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5s", true)]
    [InlineData("5m", true)]
    [InlineData("24h", true)]
    [InlineData("4s", false)]
    [InlineData("25h", false)]
    [InlineData("30", false)]
    [InlineData("-30s", false)]
    [InlineData("00:00:30", false)]
    public void An_interval_is_a_number_with_its_unit(string interval, bool taken) =>
        Assert.Equal(taken, !Root.Parse("sync --interval " + interval).Errors.Any(error => error.Message.Contains("--interval takes", StringComparison.Ordinal)));

    private static IEnumerable<string> Leaves(Command command, string path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(child => Leaves(child, (path + " " + child.Name).Trim()));
}
