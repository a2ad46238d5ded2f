namespace Keyway.Lab.Commands;

/// <summary>The exit codes of all our programs.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Broken = 5;
}
