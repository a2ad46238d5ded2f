using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Applications;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Keyway.Server.Portal.Administration.Applications;

/// <summary>A page about one application, which the address alone names: no field of a form can put another there (O06).</summary>
internal abstract class ApplicationPage(ApplicationDirectory applications) : PortalPage
{
    public Application Target { get; private set; } = null!;

    /// <summary>The application's own page.</summary>
    public string Path => PathOf(Target.Id);

    protected ApplicationDirectory Applications { get; } = applications;

    public static string PathOf(Guid id) => $"/admin/applications/{id:D}";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        if (Guid.TryParseExact(Convert.ToString(RouteData.Values["id"], CultureInfo.InvariantCulture), "D", out var id) && Applications.Find(id) is { } target)
            Target = target;
        else
            context.Result = new RefusedResult(Catalogue.Applications.NotFound);
    }
}
