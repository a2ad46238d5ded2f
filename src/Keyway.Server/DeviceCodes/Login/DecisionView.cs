using Keyway.Server.Accounts;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>Step 3: allow or deny, by the person who has signed in.</summary>
internal sealed record DecisionView(string FormToken, RequestView Request, Account Account)
{
    public const string Path = "/DeviceCodes/Login/Decision.cshtml";
}
