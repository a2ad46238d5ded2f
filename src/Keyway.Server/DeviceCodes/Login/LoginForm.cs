using Keyway.Errors;
using Keyway.Server.Hosting;
using Keyway.Server.Portal.Access;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>A form that one of our own pages sent, in the session that it was shown in.</summary>
internal sealed record LoginForm(TokenForm Fields, LoginSession Session)
{
    /// <summary>The hidden field that holds the session's token.</summary>
    public const string TokenField = "form_token";

    /// <summary>Reads a form.</summary>
    /// <returns>The form, KW2624 when another site sent it, or KW2623 when the session is over or another one.</returns>
    public static async Task<Result<LoginForm>> ReadAsync(HttpContext http)
    {
        var services = http.RequestServices;
        if (PortalGate.IsFromElsewhere(http.Request, services.GetRequiredService<ServerOptions>().Origin))
            return Catalogue.DeviceCodes.CrossSite;
        var sessions = services.GetRequiredService<LoginSessions>();
        if (!(await JsonBody.ReadBytesAsync(http.Request)).TryGet(out var body, out var refusal) || !TokenForm.Parse(body).TryGet(out var fields, out refusal))
            return refusal;
        return sessions.Read(http) is { } session && sessions.IsFormToken(session, fields[TokenField]) ? new LoginForm(fields, session) : Catalogue.DeviceCodes.PageExpired;
    }
}
