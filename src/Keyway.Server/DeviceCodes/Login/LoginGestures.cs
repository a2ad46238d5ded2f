using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.SignIn;
using Keyway.Errors;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>The sign-in on the page: by a security key over this session's nonce, or by name and Temporary Access Pass; verified and recorded as at the token endpoint.</summary>
internal sealed class LoginGestures(SecurityKeySignIn signIn, TemporaryAccessPasses passes, GuessThrottle throttle, DurableWriter writer, SignInLog signIns, TimeProvider time)
{
    public async Task<Result<DeviceRequestAnswer>> VerifyAsync(HttpContext http, LoginForm form)
    {
        var attempt = new SignInAttempt(SignInClient.DeviceCode, SignInSource.Of(http));
        if (form.Fields["answer"] is { Length: > 0 } json)
        {
            ContractsJson.TryRead(Encoding.UTF8.GetBytes(json), ContractsJson.Default.SecurityKeyAssertion, out var assertion);
            if ((await ByKeyAsync(form.Session, assertion, attempt, http.RequestAborted)).TryGet(out var answer, out var refusal))
                return answer;
            signIns.AppendRefused(attempt, SignInMethod.SecurityKey, refusal, ClaimedIdentity.ByKey(assertion?.Id));
            return refusal;
        }

        if ((await ByPassAsync(http, form, attempt)).TryGet(out var byPass, out var refused))
            return byPass;
        signIns.AppendRefused(attempt, SignInMethod.TemporaryAccessPass, refused, ClaimedIdentity.ByName(form.Fields["username"]));
        return refused;
    }

    private async Task<Result<DeviceRequestAnswer>> ByKeyAsync(LoginSession session, SecurityKeyAssertion? assertion, SignInAttempt attempt, CancellationToken cancellation)
    {
        if (session.Nonce is not { } nonce)
            return Catalogue.DeviceCodes.PageExpired;
        if (assertion is null)
            return Catalogue.AuthenticationMethods.AssertionMalformed;
        if (!signIn.Verify(nonce, assertion).TryGet(out var verified, out var refusal))
            return refusal;
        var answer = new DeviceRequestAnswer(verified.Account.Id, [AuthenticationMethod.SecurityKey, AuthenticationMethod.MultiFactor], time.GetUtcNow());
        return await writer.WriteAsync<DeviceRequestAnswer>(
            write =>
            {
                if (signIn.Record(write, verified) is { } lost)
                    return lost;
                signIns.Append(write, attempt.Completed(answer.AuthenticatedOn, SignInMethod.SecurityKey, verified.Account, verified.Key));
                return answer;
            },
            cancellation);
    }

    private async Task<Result<DeviceRequestAnswer>> ByPassAsync(HttpContext http, LoginForm form, SignInAttempt attempt)
    {
        var address = http.Connection.RemoteIpAddress;
        if (form.Fields["username"] is not { Length: > 0 } userName || form.Fields["temporary_access_pass"] is not { Length: > 0 } pass)
            return Catalogue.DeviceCodes.NameAndPassNeeded;
        if (throttle.Wait(address) is { } wait)
        {
            LoginSteps.RetryAfter(http, wait);
            return Catalogue.Accounts.TooManyRequests;
        }

        if ((await passes.SignInAsync(userName.Trim(), pass, attempt, http.RequestAborted)).TryGet(out var account, out var refusal))
        {
            throttle.CountSuccess(address);
            return new DeviceRequestAnswer(account.Id, [AuthenticationMethod.TemporaryAccessPass], time.GetUtcNow());
        }

        throttle.CountRefusal(address);
        return refusal;
    }
}
