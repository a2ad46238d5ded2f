namespace Keyway.Server.DeviceCodes.Login;

/// <summary>The page of device codes: each step is shown by GET, taken by POST, and leads to the next by 303.</summary>
internal static class LoginEndpoints
{
    public const string Code = DeviceCodesFeature.PagePath;
    public const string SignIn = Code + "/sign-in";
    public const string Decision = Code + "/decision";
    public const string Done = Code + "/done";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Code, (HttpContext http, LoginSteps steps) => steps.ShowCode(http));
        endpoints.MapPost(Code, (HttpContext http, LoginSteps steps) => steps.TakeCodeAsync(http));
        endpoints.MapGet(SignIn, (HttpContext http, LoginSteps steps) => steps.ShowSignIn(http));
        endpoints.MapPost(SignIn, (HttpContext http, LoginSteps steps) => steps.TakeSignInAsync(http));
        endpoints.MapGet(Decision, (HttpContext http, LoginSteps steps) => steps.ShowDecision(http));
        endpoints.MapPost(Decision, (HttpContext http, LoginSteps steps) => steps.TakeDecisionAsync(http));
        endpoints.MapGet(Done, (HttpContext http, LoginSteps steps) => steps.ShowDone(http));
        // The vendor's address of the same page.
        endpoints.MapGet("/{authority}/oauth2/deviceauth", () => Results.Redirect(Code));
    }
}
