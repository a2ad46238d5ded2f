using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>
/// A page that changes how somebody signs in: it opens, and takes its form, only where the caller may do that to this person. For administrators who mean
/// themselves, the rule of one's own methods holds here too: a strong sign-in not older than five minutes.
/// </summary>
internal abstract class MethodActionPage(AccountDirectory accounts) : PersonPage(accounts)
{
    protected override Refusal? RefuseTarget()
    {
        if (MethodRefusal is not null)
            return MethodRefusal;
        return Target.Id != Caller.UserId || Caller.SignedInStrongly(PortalGate.Fresh, Now) ? null : new Refusal(Catalogue.AuthenticationMethods.StrongSignInNeeded);
    }

    private DateTimeOffset Now => HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
}
