using System.Globalization;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.Server.Accounts;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Tenants;
using Keyway.Server.Tokens.Nonces;
using Keyway.Server.Web;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>Code, sign-in, decision, done. The session says which step a browser has reached; each step that gives more rights begins a new one.</summary>
internal sealed class LoginSteps(
    LoginSessions sessions, DeviceRequests requests, CodeGuesses guesses, LoginGestures gestures, ServerNonces nonces, AccountDirectory accounts, RelyingParty relyingParty,
    Tenant tenant, TimeProvider time)
{
    /// <summary>How long after the gesture the decision counts as the same person's.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    public IResult ShowCode(HttpContext http)
    {
        var session = sessions.Begin();
        sessions.Write(http, session);
        return new ViewReply<CodeView>(CodeView.Path, new CodeView(sessions.FormToken(session)));
    }

    public async Task<IResult> TakeCodeAsync(HttpContext http)
    {
        if (!(await LoginForm.ReadAsync(http)).TryGet(out var form, out var refusal))
            return Refuse(refusal);
        if (!FindRequest(http, form.Fields["code"]).TryGet(out var found, out refusal))
            return new ViewReply<CodeView>(CodeView.Path, new CodeView(sessions.FormToken(form.Session), form.Fields["code"] ?? "", refusal), refusal);
        sessions.Write(http, sessions.Begin() with { CodeHash = found.Request.CodeHash, UserCode = found.Code.ToString() });
        return SeeOther(http, LoginEndpoints.SignIn);
    }

    public IResult ShowSignIn(HttpContext http) =>
        WaitingRequest(sessions.Read(http)).TryGet(out var step, out var refusal)
            ? SignIn(http, step)
            : Refuse(refusal);

    public async Task<IResult> TakeSignInAsync(HttpContext http)
    {
        if (!(await LoginForm.ReadAsync(http)).TryGet(out var form, out var refusal) || !WaitingRequest(form.Session).TryGet(out var step, out refusal))
            return Refuse(refusal);
        if (!(await gestures.VerifyAsync(http, form)).TryGet(out var answer, out refusal))
            return SignIn(http, step, form.Fields["username"] ?? "", refusal);
        sessions.Write(http, sessions.Begin() with
        {
            CodeHash = step.Request.CodeHash,
            UserCode = step.Session.UserCode,
            UserId = answer.UserId,
            Methods = answer.Methods,
            AuthenticatedOn = answer.AuthenticatedOn,
        });
        return SeeOther(http, LoginEndpoints.Decision);
    }

    public IResult ShowDecision(HttpContext http) =>
        WaitingRequest(sessions.Read(http)).TryGet(out var step, out var refusal) && Person(step.Session).TryGet(out var answer, out refusal)
            ? Decision(step, answer)
            : Refuse(refusal);

    public async Task<IResult> TakeDecisionAsync(HttpContext http)
    {
        if (!(await LoginForm.ReadAsync(http)).TryGet(out var form, out var refusal)
            || !WaitingRequest(form.Session).TryGet(out var step, out refusal)
            || !Person(form.Session).TryGet(out var answer, out refusal))
        {
            return Refuse(refusal);
        }

        // Whatever is not exactly "allow" is a no.
        var allows = form.Fields["decision"] == "allow";
        var decided = allows
            ? await requests.AllowAsync(step.Request.CodeHash, answer, http.RequestAborted)
            : await requests.DenyAsync(step.Request.CodeHash, answer.UserId, http.RequestAborted);
        if (!decided.TryGet(out _, out refusal))
            return Refuse(refusal);
        sessions.Write(http, sessions.Begin() with { Outcome = allows ? LoginOutcome.Allowed : LoginOutcome.Denied });
        return SeeOther(http, LoginEndpoints.Done);
    }

    public IResult ShowDone(HttpContext http)
    {
        if (sessions.Read(http) is not { Outcome: { } outcome })
            return Refuse(Catalogue.DeviceCodes.PageExpired);
        sessions.End(http);
        return new ViewReply<string>(LoginOutcome.Path, outcome);
    }

    /// <summary>Says when to try again.</summary>
    public static void RetryAfter(HttpContext http, TimeSpan wait) =>
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>The request that waits for what was typed. Right codes wait with the wrong ones: else the wait itself would tell them apart.</summary>
    private Result<(DeviceRequest Request, UserCode Code)> FindRequest(HttpContext http, string? typed)
    {
        var address = http.Connection.RemoteIpAddress;
        if (guesses.WaitOf(address) is { } wait)
        {
            RetryAfter(http, wait);
            return Catalogue.Accounts.TooManyRequests;
        }

        if (guesses.WaitOfAll() is { } waitOfAll)
        {
            guesses.CountNone(address);
            RetryAfter(http, waitOfAll);
            return Catalogue.DeviceCodes.GuessingHeld;
        }

        // What cannot be a code is no guess.
        if (UserCode.Parse(typed) is not { } code)
        {
            guesses.CountNone(address);
            return Catalogue.DeviceCodes.UserCodeMalformed;
        }

        if (requests.FindWaiting(code) is { } request)
        {
            guesses.CountNone(address);
            return (request, code);
        }

        guesses.CountWrong(address);
        return Catalogue.DeviceCodes.UserCodeUnknown;
    }

    private Result<(LoginSession Session, DeviceRequest Request)> WaitingRequest(LoginSession? session)
    {
        if (session is not { CodeHash: { } hash, UserCode: not null })
            return Catalogue.DeviceCodes.PageExpired;
        return requests.Find(hash) is { State: DeviceRequestState.Waiting } request && time.GetUtcNow() < request.ExpiresOn
            ? (session, request)
            : Catalogue.DeviceCodes.AnsweredMeanwhile;
    }

    private Result<DeviceRequestAnswer> Person(LoginSession session) =>
        session is { UserId: { } userId, Methods: { } methods, AuthenticatedOn: { } on } && time.GetUtcNow() - on <= Fresh
            ? new DeviceRequestAnswer(userId, methods, on)
            : Catalogue.DeviceCodes.PageExpired;

    /// <summary>The sign-in page with a new challenge, which only this session can answer.</summary>
    private ViewReply<SignInView> SignIn(HttpContext http, (LoginSession Session, DeviceRequest Request) step, string userName = "", Refusal? refusal = null)
    {
        var session = step.Session with { Nonce = nonces.Issue(NoncePurpose.SignIn), UserId = null, Methods = null, AuthenticatedOn = null };
        sessions.Write(http, session);
        return new ViewReply<SignInView>(SignInView.Path, new SignInView(sessions.FormToken(session), Describe(step), session.Nonce, relyingParty.Id, userName, refusal), refusal);
    }

    private IResult Decision((LoginSession Session, DeviceRequest Request) step, DeviceRequestAnswer answer) =>
        accounts.Find(answer.UserId) is { } account
            ? new ViewReply<DecisionView>(DecisionView.Path, new DecisionView(sessions.FormToken(step.Session), Describe(step), account))
            : Refuse(Catalogue.DeviceCodes.PageExpired);

    private RequestView Describe((LoginSession Session, DeviceRequest Request) step) =>
        RequestView.Of(step.Request, step.Session.UserCode!, tenant);

    private static RefusalReply Refuse(Refusal refusal) => new(ErrorForm.Page, refusal);

    private static IResult SeeOther(HttpContext http, string path)
    {
        http.Response.Headers.Location = path;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
