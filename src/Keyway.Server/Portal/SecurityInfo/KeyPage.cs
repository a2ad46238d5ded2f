using System.Buffers.Text;
using Keyway.Errors;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.Portal.Shared;
using Keyway.Server.SecurityInfo;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Keyway.Server.Portal.SecurityInfo;

/// <summary>A page about one of the person's own keys, which the address names by its credential id. Somebody else's is not found.</summary>
internal abstract class KeyPage(SecurityKeyRegistrations registrations) : PortalPage
{
    /// <summary>base64url.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    public SecurityKey Key { get; private set; } = null!;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        if (registrations.KeysOf(Caller.UserId!.Value).Find(key => Base64Url.EncodeToString(key.CredentialId) == Id) is { } found)
            Key = found;
        else
            context.Result = new RefusedResult(Catalogue.AuthenticationMethods.KeyNotFound);
    }
}
