using Keyway.Errors;
using Keyway.Server.Pages;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>Step 2: who asks, the warning, and the sign-in. There is no field for a password: one factor allows nothing here.</summary>
internal static class SignInPage
{
    public static Page Of(Markup description, string formToken, string challenge, string relyingPartyId, string userName = "", Refusal? refusal = null) => new("Sign in to allow it", Markup.Of($"""
        {ErrorSummary.Of(refusal)}
        {description}
        <div class="warning">
        <p><strong>Only go on when you started this yourself, on a computer in front of you.</strong></p>
        <p>Whoever sends you a code by mail, chat or telephone wants to act as you. If you did not start this, close the page: the code runs out by itself.</p>
        </div>
        <form method="post" action="{LoginEndpoints.SignIn}" id="key-form" data-challenge="{challenge}" data-relying-party="{relyingPartyId}" hidden>
        {PageForm.Token(formToken)}
        <input type="hidden" name="assertion">
        <h2>With your security key</h2>
        <p>Insert your key, choose the button, enter the key's PIN, and touch it when it blinks.</p>
        {ErrorSummary.Hidden("key-failure", Catalogue.DeviceCodes.NoGesture)}
        <p id="key-waiting" role="status" hidden>Touch your key now.</p>
        <button>Use security key</button>
        </form>
        <noscript><p class="hint">A security key needs a script, and this browser runs none. A Temporary Access Pass works without.</p></noscript>
        <form method="post" action="{LoginEndpoints.SignIn}">
        {PageForm.Token(formToken)}
        <h2>With a Temporary Access Pass</h2>
        <label for="username">User name</label>
        <input id="username" name="username" value="{userName}" maxlength="256" required autocomplete="username" autocapitalize="none" spellcheck="false">
        <label for="pass">Temporary Access Pass</label>
        <input id="pass" name="temporary_access_pass" type="password" maxlength="64" required autocomplete="off">
        <button class="second">Sign in</button>
        </form>
        """));
}
