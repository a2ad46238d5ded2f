using Keyway.Errors;
using Keyway.Server.Hosting;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Pages;

/// <summary>A form that one of our own pages sent, in the session that it was shown in.</summary>
internal sealed record PageForm(TokenForm Fields, PageSession Session)
{
    /// <summary>The hidden field that holds the session's token.</summary>
    public const string TokenField = "form_token";

    /// <summary>Reads a form.</summary>
    /// <returns>The form, KW2624 when another site sent it, or KW2623 when the session is over or another one.</returns>
    public static async Task<Result<PageForm>> ReadAsync(HttpContext http)
    {
        var services = http.RequestServices;
        if (IsFromElsewhere(http.Request, services.GetRequiredService<ServerOptions>().Origin))
            return Catalogue.DeviceCodes.CrossSite;
        var sessions = services.GetRequiredService<PageSessions>();
        if (!(await JsonBody.ReadBytesAsync(http.Request)).TryGet(out var body, out var refusal) || !TokenForm.Parse(body).TryGet(out var fields, out refusal))
            return refusal;
        return sessions.Read(http) is { } session && sessions.IsFormToken(session, fields[TokenField]) ? new PageForm(fields, session) : Catalogue.DeviceCodes.PageExpired;
    }

    /// <summary>The hidden field for a form of the session.</summary>
    public static Markup Token(string token) => Markup.Of($"""<input type="hidden" name="{TokenField}" value="{token}">""");

    // Beside cookie and token: browsers say themselves where a form comes from. A browser too old to say it still has to pass the other two.
    private static bool IsFromElsewhere(HttpRequest request, string origin)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        var sender = request.Headers.Origin;
        return (site.Count > 0 && site != "same-origin") || (sender.Count > 0 && sender != origin);
    }
}
