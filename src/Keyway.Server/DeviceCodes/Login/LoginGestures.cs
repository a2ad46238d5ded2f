using System.Text;
using Keyway.Contracts;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>The sign-in on the page: by a security key over this session's nonce, or by name and Temporary Access Pass; verified and recorded as at the token endpoint.</summary>
internal sealed class LoginGestures(SecurityKeySignIn signIn, TemporaryAccessPasses passes, GuessThrottle throttle, DurableWriter writer, AuditLog audit, TimeProvider time)
{
    public Task<Result<DeviceRequestAnswer>> VerifyAsync(HttpContext http, LoginForm form) =>
        form.Fields["answer"] is { Length: > 0 } assertion ? ByKeyAsync(form.Session, assertion, http.RequestAborted) : ByPassAsync(http, form);

    private async Task<Result<DeviceRequestAnswer>> ByKeyAsync(LoginSession session, string json, CancellationToken cancellation)
    {
        if (session.Nonce is not { } nonce)
            return Catalogue.DeviceCodes.PageExpired;
        if (!ContractsJson.TryRead(Encoding.UTF8.GetBytes(json), ContractsJson.Default.SecurityKeyAssertion, out var assertion))
            return Catalogue.AuthenticationMethods.AssertionMalformed;
        if (!signIn.Verify(nonce, assertion).TryGet(out var verified, out var refusal))
            return refusal;
        var answer = new DeviceRequestAnswer(verified.Account.Id, [AuthenticationMethod.SecurityKey, AuthenticationMethod.MultiFactor], time.GetUtcNow());
        return await writer.WriteAsync<DeviceRequestAnswer>(
            write =>
            {
                if (signIn.Record(write, verified) is { } lost)
                    return lost;
                audit.Append(write, AuditActivity.SignedIn, answer.UserId, null, ("page", DeviceCodesFeature.PagePath), ("method", AuthenticationMethod.SecurityKey));
                return answer;
            },
            cancellation);
    }

    private async Task<Result<DeviceRequestAnswer>> ByPassAsync(HttpContext http, LoginForm form)
    {
        var address = http.Connection.RemoteIpAddress;
        if (form.Fields["username"] is not { Length: > 0 } userName || form.Fields["temporary_access_pass"] is not { Length: > 0 } pass)
            return Catalogue.DeviceCodes.NameAndPassNeeded;
        if (throttle.Wait(address) is { } wait)
        {
            LoginSteps.RetryAfter(http, wait);
            return Catalogue.Accounts.TooManyRequests;
        }

        if ((await passes.SignInAsync(userName.Trim(), pass, http.RequestAborted)).TryGet(out var account, out var refusal))
            return new DeviceRequestAnswer(account.Id, [AuthenticationMethod.TemporaryAccessPass], time.GetUtcNow());
        throttle.CountRefusal(address);
        return refusal;
    }
}
