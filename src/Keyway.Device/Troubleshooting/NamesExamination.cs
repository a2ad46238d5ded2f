using Keyway.Device.Daemon.People;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Troubleshooting;

/// <summary>Whether programs find people by their names: through systemd's user database at a cloud joined computer, through the domain's own service at a hybrid joined one.</summary>
/// <param name="state">Which kind of join it is.</param>
/// <param name="file">nsswitch.conf(5).</param>
internal sealed class NamesExamination(DeviceState state, string file) : IExamination
{
    private const string Subject = "Names";
    private static readonly string[] OfTheDomain = [NameServiceSwitch.Winbind, NameServiceSwitch.Sssd];

    public Task<Finding> LookAsync(CancellationToken cancellationToken) => Task.FromResult(Look());

    private Finding Look()
    {
        if (!state.ReadDescription().TryGet(out var device, out _))
            return Finding.NotExamined(Subject, "this computer is not joined");
        var wanted = device.Domain is null ? ["systemd"] : OfTheDomain;
        var asked = new Dictionary<string, string[]>();
        try
        {
            foreach (var database in (string[])["passwd", "group"])
                asked[database] = [.. new NameServiceSwitch(file).Services(database).Intersect(wanted)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Finding.Ill(Subject, new Refusal(Catalogue.Troubleshooting.NamesNotSet, failure.Message));
        }

        foreach (var (database, services) in asked)
        {
            if (services.Length == 0)
                return Finding.Ill(Subject, new Refusal(Catalogue.Troubleshooting.NamesNotSet, $"{database} in {file} names none of: {string.Join(", ", wanted)}"));
        }

        return asked["passwd"].Contains(NameServiceSwitch.Sssd) && !SssdLibrary.IsThere()
            ? Finding.Ill(Subject, new Refusal(Catalogue.Daemon.SidNotCompared, $"{SssdLibrary.Name} is missing"))
            : Finding.Well(Subject, $"passwd and group ask {string.Join(" or ", asked["passwd"])}");
    }
}
