using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Administration;
using Keyway.Server.Portal.SecurityInfo;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Portal.SignIn;
using Keyway.Server.Portal.Welcome;
using Keyway.Server.Sealing;
using Keyway.Server.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal;

/// <summary>The two sites for people: their own sign-in methods, and the administration. Razor pages; each works without a script but for the gesture of a key.</summary>
internal static class PortalFeature
{
    public const string NoticeCookie = "__Host-keyway-notice";

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PageAssets>();
        services.AddSingleton<SealedProtection>();
        services.AddSingleton<WebSessions>();
        services.AddSingleton<IPersonRecords, WebSessionRecords>();
        services.AddSingleton<ISessionRecords, WebSessionRecords>();
        services.AddSingleton<SignInCompletion>();
        services.AddSingleton<PortalSignIn>();
        services.AddSingleton<TypedSignIn>();
        services.AddSingleton<FirstKey>();
        services.AddSingleton<KeyCeremony>();
        services.AddSingleton<CodeSetUps>();
        LogsFeature.AddServices(services);
        AdministrationFeature.AddServices(services);
        AddPages(services);

        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.SignInNeeded, StatusCodes.Status401Unauthorized));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.FormExpired, StatusCodes.Status400BadRequest));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.SomebodyElse, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.AnswerOfAnotherPage, StatusCodes.Status400BadRequest));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.KeyFirst, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Portal.FirstLinkOver, StatusCodes.Status403Forbidden));
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/assets/{hash}/{name}", (HttpContext http, PageAssets assets) => assets.Reply(http));
        endpoints.MapRazorPages();
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddSingleton<IDataProtectionProvider>(provider => provider.GetRequiredService<SealedProtection>());
        services.AddRazorPages(options => options.RootDirectory = "/Portal").AddMvcOptions(options =>
        {
            options.Filters.Add<PortalGate>();
            options.Filters.Add<PageHeaders>();
            options.Filters.Add<FormTokenRefusal>();
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "__Host-keyway-form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.FormFieldName = "form_token";
            options.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = NoticeCookie;
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.IsEssential = true;
        });

        // The framework's key ring would write its files at start, and nothing here asks it for a key.
        foreach (var ring in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(DataProtectionOptions).Assembly).ToList())
            services.Remove(ring);
    }
}
