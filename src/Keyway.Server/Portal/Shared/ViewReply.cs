using Keyway.Errors;
using Keyway.Server.Portal.Access;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Keyway.Server.Portal.Shared;

/// <summary>A view as an endpoint's answer, with the headers of every page.</summary>
/// <param name="view">Its path in the project.</param>
/// <param name="refusal">Why a form is shown again; it sets the status, and one log line tells of it.</param>
internal sealed class ViewReply<T>(string view, T model, Refusal? refusal = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var status = refusal is null ? StatusCodes.Status200OK : httpContext.RequestServices.GetRequiredService<RefusalReplies>().Of(refusal.Error).Status;
        if (refusal is not null)
            RefusedResult.Log(httpContext, refusal, status);
        return RenderAsync(new ActionContext(httpContext, httpContext.GetRouteData(), new ActionDescriptor()), view, model, status);
    }

    /// <summary>Renders a view as the answer.</summary>
    public static Task RenderAsync(ActionContext context, string view, T model, int status)
    {
        PageHeaders.Set(context.HttpContext);
        var data = new ViewDataDictionary<T>(context.HttpContext.RequestServices.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary()) { Model = model };
        return new ViewResult { ViewName = view, ViewData = data, StatusCode = status }.ExecuteResultAsync(context);
    }
}
