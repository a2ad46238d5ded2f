using Keyway.Server.Connectors;
using Keyway.Server.DeviceCodes;
using Keyway.Server.Devices;
using Keyway.Server.Hosting;
using Keyway.Server.Passwords.Lockout;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.PrimaryRefreshTokens;
using Keyway.Server.SignIns;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.Storage;

/// <summary>
/// Removes what time has made worthless: spent nonces, assertions and join proofs, expired refresh tokens and revoked certificates, old device codes,
/// wrong passwords and sign-ins of long ago. Portions each few seconds, so that no sign-in waits for it.
/// </summary>
internal sealed partial class StoreSweeper(DurableWriter writer, ServerOptions options, TimeProvider time, ILogger<StoreSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The machine's clock paces it, also where a test moves the other one.
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A server whose start failed ends here too; the host would report this as a second fault.
        }
    }

    /// <summary>One round.</summary>
    internal async Task SweepAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var swept = await writer.WriteAsync<bool>(
            session =>
            {
                ServerNonces.ForgetOld(session, now);
                PrtTable.ForgetExpired(session, now);
                ClientAssertions.ForgetExpired(session, now);
                DeviceRequestTable.ForgetOld(session, now);
                JoinProof.ForgetExpired(session, now);
                DeviceCertificates.ForgetExpired(session, now);
                PasswordLockoutTable.ForgetOld(session, now);
                FamiliarNetworkTable.ForgetOld(session, now);
                WebSessionTable.ForgetExpired(session, now);
                SignInTable.ForgetOld(session, now.AddDays(-options.SignInLogDays), now.AddDays(-options.SignInStatisticsDays));
                return true;
            },
            cancellation);
        if (!swept.Succeeded)
            LogSkipped(swept.Refusal.Code);
    }

    [LoggerMessage(LogLevel.Warning, "{Code} The store was not swept this time")]
    private partial void LogSkipped(string code);
}
