using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>Step 2: who asks, the warning, and the sign-in. There is no field for a password: one factor allows nothing here.</summary>
internal sealed record SignInView(string FormToken, RequestView Request, string Challenge, string RelyingPartyId, string UserName, Refusal? Refusal)
{
    public const string Path = "/DeviceCodes/Login/SignIn.cshtml";

    /// <summary>For the script.</summary>
    public string GestureOptions => JsonSerializer.Serialize(new Dictionary<string, string> { ["challenge"] = Challenge, ["rpId"] = RelyingPartyId });
}
