using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Keyway.KeyList.CommandLine;

/// <summary>The usual help with the exit codes behind it.</summary>
internal sealed class DocumentedHelp(HelpAction usual) : SynchronousCommandLineAction
{
    private const string ExitCodes =
        """
        Exit codes:
          0  done
          1  refused: a right is missing, a password is wrong, a certificate is not trusted
          2  the command line, or a file that it names, is wrong
          3  the Kerberos server object lacks what the companion needs
          4  no domain controller could be reached
          5  broken: a bug, or this computer (a port that is taken, for example)
        """;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(ExitCodes);
        return code;
    }
}
