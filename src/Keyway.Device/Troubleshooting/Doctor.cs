using Keyway.Device.Daemon;
using Keyway.Device.State;

namespace Keyway.Device.Troubleshooting;

/// <summary>Looks at everything that a sign-in with a key needs, in the order in which it is needed.</summary>
internal sealed class Doctor
{
    private readonly IReadOnlyList<IExamination> _examinations;

    /// <param name="folder">The device state.</param>
    /// <param name="places">Where keywayd's sockets are.</param>
    /// <param name="settings">What keywayd was set to.</param>
    /// <param name="configuration">The folder of the computer's configuration, <c>/etc</c>.</param>
    public Doctor(DeviceFolder folder, DaemonPlaces places, DaemonSettings settings, string configuration, TimeProvider time)
    {
        var state = new DeviceState(folder);
        _examinations =
        [
            new JoinExamination(state, time),
            new ServerExamination(state),
            new ClockExamination(state, time),
            new DaemonExamination(places.UserDatabase),
            new PamExamination(Path.Combine(configuration, "pam.d")),
            new NamesExamination(state, Path.Combine(configuration, "nsswitch.conf")),
            new KeyExamination(settings.SecurityKey),
            new DomainExamination(state, settings.DomainControllers ?? []),
            new KerberosExamination(state),
        ];
    }

    /// <summary>Looks.</summary>
    /// <param name="tell">Hears each finding at once.</param>
    public async Task<IReadOnlyList<Finding>> ExamineAsync(Action<Finding> tell, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var examination in _examinations)
        {
            var finding = await examination.LookAsync(cancellationToken);
            tell(finding);
            findings.Add(finding);
        }

        return findings;
    }
}
