using System.Buffers.Text;
using Keyway.Errors;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Sealing;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>The set-up of an authenticator app in a browser: one secret until a code proves that the app has it, or ten minutes are over.</summary>
internal sealed class CodeSetUps(OneTimeCodes codes, SealedProtection protection, TimeProvider time)
{
    private readonly SealedCookie<CodeSetUp> _cookie = new(protection, "new-code", PortalJson.Default.CodeSetUp);

    /// <summary>The set-up that this browser's session has open, or a new one.</summary>
    public Result<CodeSetUp> Open(HttpContext http, SignedInPerson person, WebSession session)
    {
        if (codes.MayRegister(person) is { } refusal)
            return refusal;
        if (Current(http, session) is { } open)
            return open;
        if (!codes.Begin(person).TryGet(out var pending, out refusal))
            return refusal;
        var begun = new CodeSetUp(time.GetUtcNow() + OneTimeCodes.PendingLifetime, Name(session), pending.Secret, pending.Address, pending.Pending);
        _cookie.Write(http, begun);
        return begun;
    }

    /// <summary>Registers the app when the code is one of its secret.</summary>
    public async Task<Result<OneTimeCodeMethod>> ConfirmAsync(HttpContext http, SignedInPerson person, WebSession session, string? code)
    {
        if (Current(http, session) is not { } open)
            return Catalogue.OneTimeCodes.PendingInvalid;
        var confirmed = await codes.ConfirmAsync(person, open.Pending, code ?? "", http.RequestAborted);
        if (confirmed.Succeeded)
            _cookie.Delete(http);
        return confirmed;
    }

    private CodeSetUp? Current(HttpContext http, WebSession session) =>
        _cookie.Read(http) is { } open && time.GetUtcNow() < open.ExpiresOn && open.Session == Name(session) ? open : null;

    private static string Name(WebSession session) => Base64Url.EncodeToString(session.IdHash);
}
