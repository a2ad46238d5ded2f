namespace Keyway.Device.Commands;

/// <summary>The program under the name <c>dsregcmd</c>: its switches stand for commands of <c>keyway</c>; what follows them is handed on.</summary>
internal static class DsregcmdCommand
{
    /// <summary>What <c>dsregcmd /?</c> says.</summary>
    public const string Usage = """
        DSREGCMD switches
                                /? : Displays the help message for DSREGCMD
                           /status : Displays the device join status (keyway status)
                             /join : Joins this computer by its domain (keyway join hybrid)
                            /leave : Ends the join (keyway leave)
                            /debug : Accepted; keyway tells its steps always
        """;

    /// <summary>The command line of <c>keyway</c>; null for a switch that is not known or for none.</summary>
    public static IReadOnlyList<string>? Translate(IReadOnlyList<string> arguments)
    {
        var rest = arguments.Where(argument => !IsSwitch(argument, "debug")).ToArray();
        if (rest is not [var first, .. var more])
            return null;
        return IsSwitch(first, "status") ? ["status", .. more]
            : IsSwitch(first, "join") ? ["join", "hybrid", .. more]
            : IsSwitch(first, "leave") ? ["leave", .. more]
            : null;
    }

    /// <summary>Whether somebody asks for <see cref="Usage"/>.</summary>
    public static bool AsksForHelp(IReadOnlyList<string> arguments) => arguments is [] or ["/?"] or ["-?"] or ["/help"] or ["--help"];

    private static bool IsSwitch(string argument, string name) =>
        argument.Length == name.Length + 1 && argument[0] is ('/' or '-') && argument[1..].Equals(name, StringComparison.OrdinalIgnoreCase);
}
