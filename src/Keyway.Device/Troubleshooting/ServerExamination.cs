using Keyway.Device.IdentityServer;
using Keyway.Device.State;

namespace Keyway.Device.Troubleshooting;

/// <summary>Whether the identity server answers, is who it says, and takes this computer for what it is.</summary>
internal sealed class ServerExamination(DeviceState state) : IExamination
{
    private const string Subject = "Identity server";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (!state.ReadJoined().TryGet(out var joined, out _))
            return Finding.NotExamined(Subject, "this computer is not joined");
        using (joined)
        {
            if (!DeviceServiceClient.Open(joined, Patience).TryGet(out var server, out var refusal))
                return Finding.Ill(Subject, refusal);
            using (server)
                return await server.CheckStandingAsync(cancellationToken) is { } said ? Finding.Ill(Subject, said) : Finding.Well(Subject, $"{joined.Device.Server} knows this computer");
        }
    }
}
