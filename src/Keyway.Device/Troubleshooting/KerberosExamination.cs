using System.Globalization;
using Keyway.Device.IdentityServer;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Troubleshooting;

/// <summary>Whether the Kerberos server gave the last person who signed in here a ticket that their domain took.</summary>
internal sealed class KerberosExamination(DeviceState state) : IExamination
{
    private const string Subject = "Kerberos server";

    public Task<Finding> LookAsync(CancellationToken cancellationToken) => Task.FromResult(Look());

    private Finding Look()
    {
        if (!state.ReadDescription().TryGet(out var device, out _))
            return Finding.NotExamined(Subject, "this computer is not joined");
        return state.ReadLastSignIn(device.DeviceId) switch
        {
            null => Finding.Doubtful(Subject, "nobody has signed in here with a key yet"),
            { OnPremisesError: { } code } last => Finding.Ill(Subject, ServerRefusal.Of(code, code, last.User, KnownHere(code))),
            { TicketExpires: { } until } last => Finding.Well(Subject, string.Create(CultureInfo.InvariantCulture, $"gave {last.User} a ticket on {last.At.UtcDateTime:yyyy-MM-dd HH:mm}Z, good until {until.UtcDateTime:HH:mm}Z")),
            { } last => Finding.Doubtful(Subject, $"{last.User} is not of a domain"),
        };
    }

    /// <summary>The refusals of domain controllers and of this computer itself have numbers too.</summary>
    private static KeywayError KnownHere(string code) => Catalogue.All.Select(entry => entry.Error).FirstOrDefault(error => error.Code == code) ?? Catalogue.Device.TicketRefused;
}
