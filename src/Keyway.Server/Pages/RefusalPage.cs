using Keyway.Errors;

namespace Keyway.Server.Pages;

/// <summary>A refusal that leaves nothing to correct on the page itself.</summary>
internal static class RefusalPage
{
    public static Page Of(Refusal refusal) => new("This did not work", Markup.Of($"""
        {ErrorSummary.Of(refusal)}
        <p><a href="/devicelogin">Enter a code</a></p>
        """));
}
