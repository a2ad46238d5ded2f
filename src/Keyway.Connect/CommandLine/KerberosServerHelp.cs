namespace Keyway.Connect.CommandLine;

/// <summary>What <c>--help</c> says of each verb beyond its options: an example that can be copied, and the exit codes.</summary>
internal static class KerberosServerHelp
{
    public const string ExitCodes =
        """

        Exit codes:
          0  done
          1  refused: a right is missing, a rule forbids it, a certificate is not trusted
          2  the command line, or a file that it names, is wrong
          3  the domain and the identity server do not hold the same
          4  a domain controller or the identity server could not be reached
          5  broken: a bug, or this computer
        """;

    private const string Sides = " --domain contoso.corp.com --domain-user administrator@contoso.corp.com --server https://keyway.contoso.corp.com --connector-file connector.json";

    /// <summary>The description of a verb.</summary>
    /// <param name="what">What it does, in a sentence or two.</param>
    /// <param name="examples">Each without the program's name and the options that say domain and server.</param>
    public static string Of(string what, params IReadOnlyList<string> examples) =>
        $"{what}\n\nExamples:\n{string.Join('\n', examples.Select(example => $"  keyway-connect kerberos-server {example.Replace("…", Sides.TrimStart(), StringComparison.Ordinal)}"))}\n{ExitCodes}";
}
