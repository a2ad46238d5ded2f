using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Applications;
using Keyway.Server.Audit;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.Connectors;
using Keyway.Server.DeviceCodes;
using Keyway.Server.DeviceManagement;
using Keyway.Server.Devices;
using Keyway.Server.Graph;
using Keyway.Server.KerberosServers;
using Keyway.Server.Metadata;
using Keyway.Server.OpenApi;
using Keyway.Server.Passwords;
using Keyway.Server.Portal;
using Keyway.Server.PrimaryRefreshTokens;
using Keyway.Server.Provisioning;
using Keyway.Server.Sealing;
using Keyway.Server.Sealing.Custody;
using Keyway.Server.Search;
using Keyway.Server.SecurityInfo;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;
using Keyway.Server.Synchronization;
using Keyway.Server.Tenants;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Hosting;

/// <summary>Puts the server together. The two lists of features here are the table of contents of the program.</summary>
internal static class ServerHost
{
    /// <summary>Opens or makes store, keys and tenant, and builds the server; it does not listen yet.</summary>
    public static Result<WebApplication> Build(ServerOptions requested, TimeProvider time)
    {
        if (!requested.Validate().TryGet(out var options, out var refusal) || !StoreOpening.Open(options, time).TryGet(out var store, out refusal))
            return refusal;
        if (!KeyCustody.Open(options.CustodyFiles, options.Token, store.IsNew).TryGet(out var sealer, out refusal))
            return refusal;
        if (!ServerCertificate.OpenOrCreate(options, time.GetUtcNow()).TryGet(out var certificate, out refusal))
            return refusal;

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(ServerHost).Assembly.GetName().Name, ContentRootPath = options.DataDirectory });
        KestrelSettings.Apply(builder, options, certificate);
        WebApplication? app = null;
        LogSettings.Apply(builder.Logging, () => app?.Lifetime.ApplicationStarted.IsCancellationRequested == true);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(time);
        services.AddSingleton(sealer);
        services.AddSingleton(store.Store);
        services.AddSingleton<DurableWriter>();
        services.AddHostedService<StoreSweeper>();
        services.AddSingleton<ServerKeys>();
        services.AddSingleton(provider => TenantStore.OpenOrCreate(
            provider.GetRequiredService<Store>(), provider.GetRequiredService<DurableWriter>(), options.TenantName, options.TenantDomain, time).ValueOrFault());

        AuthorityEndpoint.AddServices(services, certificate);
        AddFeatures(services);
        app = builder.Build();
        CustodyLog.Report(options.CustodyFiles, app.Logger);
        Pipeline.Use(app);
        MapFeatures(app);
        return app;
    }

    private static void AddFeatures(IServiceCollection services)
    {
        WebFeature.AddServices(services);
        AuditFeature.AddServices(services);
        SignInsFeature.AddServices(services);
        TokensFeature.AddServices(services);
        AccountsFeature.AddServices(services);
        AuthenticationMethodsFeature.AddServices(services);
        MetadataFeature.AddServices(services);
        SecurityInfoFeature.AddServices(services);
        DevicesFeature.AddServices(services);
        DeviceManagementFeature.AddServices(services);
        PrimaryRefreshTokensFeature.AddServices(services);
        KerberosServersFeature.AddServices(services);
        ConnectorsFeature.AddServices(services);
        PortalFeature.AddServices(services);
        DeviceCodesFeature.AddServices(services);
        ProvisioningFeature.AddServices(services);
        SynchronizationFeature.AddServices(services);
        PasswordsFeature.AddServices(services);
        SearchFeature.AddServices(services);
        GraphFeature.AddServices(services);
        ApplicationsFeature.AddServices(services);
        OpenApiFeature.AddServices(services);
    }

    private static void MapFeatures(WebApplication app)
    {
        WebFeature.Map(app);
        AuthorityEndpoint.Map(app);
        AuditFeature.Map(app);
        SignInsFeature.Map(app);
        TokensFeature.Map(app);
        AccountsFeature.Map(app);
        AuthenticationMethodsFeature.Map(app);
        MetadataFeature.Map(app);
        SecurityInfoFeature.Map(app);
        DevicesFeature.Map(app);
        DeviceManagementFeature.Map(app);
        KerberosServersFeature.Map(app);
        ConnectorsFeature.Map(app);
        PortalFeature.Map(app);
        DeviceCodesFeature.Map(app);
        GraphFeature.Map(app);
        ApplicationsFeature.Map(app);
        ProvisioningFeature.Map(app);
        SynchronizationFeature.Map(app);
        PasswordsFeature.Map(app);
        OpenApiFeature.Map(app);
    }
}
