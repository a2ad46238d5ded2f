using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>A page about one person, whom the address alone names: no field of a form can put somebody else there (O06).</summary>
internal abstract class PersonPage(AccountDirectory accounts) : PortalPage
{
    /// <summary>Whom the page is about.</summary>
    public Account Target { get; private set; } = null!;

    /// <summary>Null when the caller may change how this person signs in; the help desk may not where the person is an administrator.</summary>
    public Refusal? MethodRefusal { get; private set; }

    public bool MayChangeMethods => MethodRefusal is null;

    /// <summary>The person's own page.</summary>
    public string Path => PathOf(Target.Id);

    public static string PathOf(Guid id) => $"/admin/users/{id:D}";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        if (!Guid.TryParseExact(Convert.ToString(RouteData.Values["id"], CultureInfo.InvariantCulture), "D", out var id) || accounts.Find(id) is not { } target)
        {
            context.Result = new RefusedResult(Catalogue.Accounts.AccountUnknown);
            return;
        }

        Target = target;
        MethodRefusal = Check(target);
        if (RefuseTarget() is { } refusal)
            context.Result = new RefusedResult(refusal);
    }

    /// <summary>Why the page does not open for this person, or null.</summary>
    protected virtual Refusal? RefuseTarget() => null;

    private Refusal? Check(Account target) => MethodAdministration.MayChange(Caller.Roles, target) ? null : new Refusal(Catalogue.Accounts.Forbidden);
}
