using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Keyway.Connect.CommandLine;

/// <summary>The usual help with what is not about options behind it: examples, and the exit codes.</summary>
internal sealed class DocumentedHelp(HelpAction usual) : SynchronousCommandLineAction
{
    private const string ExitCodes =
        """
        Exit codes:
          0  done
          1  refused: a right is missing, a rule forbids it, a certificate is not trusted
          2  the command line, or a file that it names, is wrong
          3  the domain and the identity server do not hold the same, or a check has findings
          4  a domain controller or the identity server could not be reached
          5  broken: a bug, or this computer
        """;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is DocumentedCommand { Examples.Count: > 0 } command)
        {
            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
                output.WriteLine("  " + example);
            output.WriteLine();
        }

        output.WriteLine(ExitCodes);
        return code;
    }
}
