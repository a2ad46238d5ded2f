using Keyway.Server.Tenants;

namespace Keyway.Server.Pages;

/// <summary>The frame around every page.</summary>
internal static class PageLayout
{
    public static Markup Of(Page page, Tenant tenant, PageAssets assets) => Markup.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{page.Title} · {tenant.Name}</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="{assets.StyleSheet}">
        <script src="{assets.Script}" defer></script>
        </head>
        <body>
        <main>
        <p class="organisation"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="8" cy="12" r="4.5"/><path d="M12.5 12H22M18 12v4M22 12v3"/></svg>{tenant.Name}</p>
        <h1>{page.Title}</h1>
        {page.Body}
        </main>
        </body>
        </html>

        """);
}
