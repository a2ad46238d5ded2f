using Keyway.Errors;

namespace Keyway.Server.Hosting;

/// <summary>The two commands of the program.</summary>
internal static class ServerCommands
{
    public static async Task<int> InitAsync(ServerOptions options, bool json, CancellationToken cancellation)
    {
        if (!ServerHost.Build(options, TimeProvider.System).TryGet(out var app, out var refusal))
            return Terminal.Refused("set up the server", refusal);
        await using (app)
            return await FirstStart.EnsureAsync(app.Services, json, cancellation);
    }

    public static async Task<int> RunAsync(ServerOptions options, bool json, CancellationToken cancellation)
    {
        if (!ServerHost.Build(options, TimeProvider.System).TryGet(out var app, out var refusal))
            return Terminal.Refused("start the server", refusal);
        await using (app)
        {
            if (await FirstStart.EnsureAsync(app.Services, json, cancellation) is not 0 and var code)
                return code;
            try
            {
                await app.StartAsync(cancellation);
            }
            catch (IOException failure)
            {
                return Terminal.Refused("start the server", new Refusal(Catalogue.ServerConfiguration.ListenFailed, failure.Message));
            }

            Console.WriteLine($"Keyway listens at {options.Origin}");
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
    }
}
