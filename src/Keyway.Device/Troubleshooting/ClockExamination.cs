using System.Globalization;
using Keyway.Device.IdentityServer;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Troubleshooting;

/// <summary>Whether this computer's clock agrees with the identity server's, which tells its own in each answer (RFC 9110 6.6.1).</summary>
internal sealed class ClockExamination(DeviceState state, TimeProvider time) : IExamination
{
    private const string Subject = "Clock";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // What a KDC allows by default (RFC 4120 3.1.3).
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(5);

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (!state.ReadDescription().TryGet(out var device, out _) || !ServerAddress.Parse(device.Server).TryGet(out var address, out _) || !ServerTrust.FromPem(device.TrustedAuthorities).TryGet(out var trust, out _))
            return Finding.NotExamined(Subject, "this computer is not joined");
        using var transport = new ServerTransport(address, trust, Guid.NewGuid(), Patience);
        var answer = await transport.ExchangeAsync(new HttpRequestMessage(HttpMethod.Get, address.At($"{IdentityServerClient.AnyTenant}/Discover?api-version=1.9")), cancellationToken);
        if (!answer.TryGet(out var reply, out _) || reply.Date is not { } theirs)
            return Finding.NotExamined(Subject, "the identity server does not tell its time");

        var difference = time.GetUtcNow() - theirs;
        var words = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(difference.TotalSeconds):0} s {(difference > TimeSpan.Zero ? "ahead of" : "behind")} the identity server's");
        return difference.Duration() <= Allowed ? Finding.Well(Subject, words) : Finding.Ill(Subject, new Refusal(Catalogue.Troubleshooting.ClockWrong, words));
    }
}
