using Keyway.Server.Accounts;
using Microsoft.AspNetCore.Html;

namespace Keyway.Server.Portal.Shared;

/// <summary>A page that the navigation leads to.</summary>
/// <param name="Roles">Who sees it; empty for everybody.</param>
internal sealed record NavigationItem(string Path, string Title, IHtmlContent Icon, params Role[] Roles)
{
    /// <summary>Whether the request is for this page or one below it.</summary>
    public bool IsAt(PathString path) => path.StartsWithSegments(Path, out var below) && (!below.HasValue || Path != "/admin");
}
