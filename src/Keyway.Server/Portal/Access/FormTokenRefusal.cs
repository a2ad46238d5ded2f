using Keyway.Errors;
using Keyway.Server.Portal.Shared;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Keyway.Server.Portal.Access;

/// <summary>A form without the token of its session is told so in our words.</summary>
internal sealed class FormTokenRefusal : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
            context.Result = new RefusedResult(Catalogue.Portal.FormExpired);
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
