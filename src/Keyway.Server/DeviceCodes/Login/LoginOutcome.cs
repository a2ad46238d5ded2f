namespace Keyway.Server.DeviceCodes.Login;

/// <summary>What was decided: step 4.</summary>
internal static class LoginOutcome
{
    public const string Path = "/DeviceCodes/Login/Done.cshtml";
    public const string Allowed = "allowed";
    public const string Denied = "denied";
}
