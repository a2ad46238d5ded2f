using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Keyway.Server.Portal;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Sealing;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>
/// How far each browser is with a device's code, and the token that each form carries: new at every step that gives more rights, which the framework's form token is
/// not. Nothing is kept here, so that any server on the same store goes on with any session; what may happen once only, the store guards.
/// </summary>
internal sealed class LoginSessions(SealedProtection protection, ServerKeys keys, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly SealedCookie<LoginSession> _cookie = new(protection, "login", PortalJson.Default.LoginSession);
    private readonly byte[] _formKey = keys.GetOrCreate("device-login-forms", () => RandomNumberGenerator.GetBytes(32));

    /// <summary>A session that knows nothing yet.</summary>
    public LoginSession Begin() => new(Guid.NewGuid(), time.GetUtcNow() + Lifetime);

    /// <summary>The browser's session, or null when it has none that is ours and still young.</summary>
    public LoginSession? Read(HttpContext http) => _cookie.Read(http) is { } session && time.GetUtcNow() < session.ExpiresOn ? session : null;

    /// <summary>Gives the session to the browser, in the place of an earlier one.</summary>
    public void Write(HttpContext http, LoginSession session) => _cookie.Write(http, session);

    public void End(HttpContext http) => _cookie.Delete(http);

    /// <summary>What a form of this session carries: only pages of this session can know it.</summary>
    public string FormToken(LoginSession session) => Base64Url.EncodeToString(HMACSHA256.HashData(_formKey, session.Id.ToByteArray(bigEndian: true)));

    public bool IsFormToken(LoginSession session, string? token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token ?? ""), Encoding.UTF8.GetBytes(FormToken(session)));
}
