using Keyway.Server.Pages;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>Step 4: what was decided.</summary>
internal static class DonePage
{
    public const string Allowed = "allowed";
    public const string Denied = "denied";

    public static Page Of(string outcome) => outcome == Allowed
        ? new("Allowed", Markup.Of($"""<div class="done" role="status"><p><strong>The computer goes on by itself within a few seconds.</strong></p><p>You can close this page.</p></div>"""))
        : new("Denied", Markup.Of($"""<div class="done" role="status"><p><strong>The computer gets nothing.</strong></p><p>If somebody sent you that code, tell your administrator. You can close this page.</p></div>"""));
}
