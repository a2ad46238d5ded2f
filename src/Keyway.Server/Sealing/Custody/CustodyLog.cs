namespace Keyway.Server.Sealing.Custody;

/// <summary>What the server says about custody when it starts.</summary>
internal static partial class CustodyLog
{
    /// <summary>Warns when the key still lies where a cut-off move was to take it from.</summary>
    public static void Report(CustodyFiles files, ILogger logger)
    {
        if (files.MoveUnfinished)
            MoveUnfinished(logger, files.Directory);
    }

    [LoggerMessage(LogLevel.Warning, "A move of the key-encryption key was cut off, and it lies in {Directory} in both forms: run keyway-server key-custody again, to the side that is to keep it")]
    private static partial void MoveUnfinished(ILogger logger, string directory);
}
