using Keyway.Errors;
using Keyway.Server.Pages;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>Step 1: the code. It is never filled in from an address: whoever sends a link must not be able to type for the person.</summary>
internal static class CodePage
{
    public static Page Of(string formToken, string typed = "", Refusal? refusal = null) => new("Enter the code", Markup.Of($"""
        {ErrorSummary.Of(refusal)}
        <p>A computer that waits for you to sign in shows a code of eight letters.</p>
        <form method="post" action="{LoginEndpoints.Code}">
        {PageForm.Token(formToken)}
        <label for="code">Code</label>
        <input class="code" id="code" name="code" value="{typed}" placeholder="XXXX-XXXX" maxlength="32" required autocomplete="off" autocapitalize="characters" spellcheck="false"{Focus(refusal)}>
        <button>Next</button>
        </form>
        """));

    private static Markup Focus(Refusal? refusal) => refusal is null ? Markup.Of($" autofocus") : Markup.None;
}
