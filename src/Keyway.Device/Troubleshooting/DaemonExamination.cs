using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Device.Daemon.UserDatabase;
using Keyway.Errors;

namespace Keyway.Device.Troubleshooting;

/// <summary>Whether keywayd answers: it is asked for a name that nobody has.</summary>
/// <param name="socket">Its socket of the user database.</param>
internal sealed class DaemonExamination(string socket) : IExamination
{
    private const string Subject = "keywayd";
    private const string Nobody = "keyway-doctor";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var daemon = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await daemon.ConnectAsync(new UnixDomainSocketEndPoint(socket), limit.Token);
            var call = new JsonObject
            {
                ["method"] = "io.systemd.UserDatabase.GetUserRecord",
                ["parameters"] = new JsonObject { ["userName"] = Nobody, ["service"] = UserRecords.Service },
            };
            await daemon.SendAsync(Encoding.UTF8.GetBytes(call.ToJsonString() + '\0'), limit.Token);
            var answer = new byte[1024];
            var length = await daemon.ReceiveAsync(answer, limit.Token);
            return Encoding.UTF8.GetString(answer, 0, length).Contains("NoRecordFound", StringComparison.Ordinal)
                ? Finding.Well(Subject, "runs and answers")
                : Finding.Ill(Subject, new Refusal(Catalogue.Troubleshooting.DaemonSilent, "it answers something else"));
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Finding.Ill(Subject, new Refusal(Catalogue.Troubleshooting.DaemonSilent, failure is SocketException ? failure.Message : "no answer in time"));
        }
    }
}
