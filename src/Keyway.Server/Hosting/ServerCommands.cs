using System.Net.Sockets;
using System.Text.Json;
using Keyway.Errors;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Keyway.Server.Hosting;

/// <summary>The two commands of the program.</summary>
internal static class ServerCommands
{
    public static async Task<int> InitAsync(ServerOptions options, bool json, bool recover, CancellationToken cancellation)
    {
        if (!ServerHost.Build(options, TimeProvider.System).TryGet(out var app, out var refusal))
            return Terminal.Refused("set up the server", refusal);
        await using (app)
        {
            if (!(await FirstStart.EnsureAsync(app.Services, replaceCode: true, cancellation, recover)).TryGet(out var administrator, out refusal))
                return Terminal.Refused("set up the server", refusal);
            Print(administrator, json);
            return 0;
        }
    }

    public static async Task<int> RunAsync(ServerOptions options, bool json, CancellationToken cancellation)
    {
        if (!ServerHost.Build(options, TimeProvider.System).TryGet(out var app, out var refusal))
            return Terminal.Refused("start the server", refusal);
        await using (app)
        {
            if (!(await FirstStart.EnsureAsync(app.Services, replaceCode: false, cancellation)).TryGet(out var administrator, out refusal))
                return Terminal.Refused("start the server", refusal);
            if (administrator.Code is not null)
                Print(administrator, json);
            try
            {
                await app.StartAsync(cancellation);
            }
            catch (Exception failure) when (failure is IOException or SocketException)
            {
                return Terminal.Refused("start the server", ListenFailure(app, failure));
            }

            Console.WriteLine($"Keyway listens at {options.Origin}");
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
    }

    // The server's own address is bound first: when it is, the one for devices failed.
    private static Refusal ListenFailure(WebApplication app, Exception failure) => new(
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>() is { Addresses.Count: > 0 }
            ? Catalogue.ServerConfiguration.DeviceListenFailed
            : Catalogue.ServerConfiguration.ListenFailed,
        failure.Message);

    private static void Print(FirstAdministrator administrator, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(administrator, HostingJson.Default.FirstAdministrator));
            return;
        }

        Console.WriteLine($"Tenant         {administrator.TenantId}");
        Console.WriteLine($"Administrator  {administrator.UserName}");
        Console.WriteLine(administrator.Code is { } code
            ? $"One-time code  {code}   (valid for 24 hours, shown only now)"
            : "One-time code  none: the administrator has a security key");
        if (administrator.Link is { } link)
            Console.WriteLine($"One-time link  {link}   (or this, in a browser: either is used up with the other)");
    }
}
