using Keyway.Server.Accounts;
using Keyway.Server.Pages;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>Step 3: allow or deny, by the person who has signed in.</summary>
internal static class DecisionPage
{
    public static Page Of(Markup description, string formToken, Account account) => new("Allow this?", Markup.Of($"""
        <p>You are signed in as <strong>{account.DisplayName}</strong> ({account.UserName}).</p>
        {description}
        <div class="warning"><p><strong>Does a computer in front of you show this code?</strong> If not, deny it.</p></div>
        <form method="post" action="{LoginEndpoints.Decision}">
        {PageForm.Token(formToken)}
        <button name="decision" value="allow">Allow</button>
        <button class="second" name="decision" value="deny">Deny</button>
        </form>
        """));
}
