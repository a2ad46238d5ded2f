using Keyway.Errors;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>Step 1: the code. It is never filled in from an address: whoever sends a link must not be able to type for the person.</summary>
internal sealed record CodeView(string FormToken, string Typed = "", Refusal? Refusal = null)
{
    public const string Path = "/DeviceCodes/Login/Code.cshtml";
}
