using Keyway.Device.Daemon;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Tests.Daemon;

public sealed class DaemonLogTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FixedTime _time = new(DateTimeOffset.UtcNow);
    private readonly List<string> _told = [];

    [Theory]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(61, false)]
    [InlineData(-61, false)]
    public void Steps_are_told_while_a_recording_is_younger_than_an_hour(int minutesLater, bool told)
    {
        var places = new DaemonPlaces(_folder.Path);
        File.WriteAllBytes(places.Recording, []);
        _time.Now = new DateTimeOffset(File.GetLastWriteTimeUtc(places.Recording)).AddMinutes(minutesLater);

        TellOfAStep(places);

        Assert.Equal(told, _told.Count == 1);
        Assert.Equal(told, File.Exists(places.Log));
    }

    [Fact]
    public void Without_a_recording_no_step_is_told()
    {
        TellOfAStep(new DaemonPlaces(_folder.Path));

        Assert.Empty(_told);
    }

    [Fact]
    public void D07_a_line_for_the_journal_is_one_line()
    {
        new DaemonLog(new DaemonPlaces(_folder.Path), _told.Add, _time).Tell("x\nlogin: bob signed in with a security key\u001b[2K");

        Assert.Equal("x?login: bob signed in with a security key?[2K", Assert.Single(_told));
    }

    public void Dispose() => _folder.Dispose();

    private void TellOfAStep(DaemonPlaces places)
    {
        var report = new JourneyReport(null);
        report.Step("Nonce", () => (Result<string>)"fresh", value => value);
        new DaemonLog(places, _told.Add, _time).TellSteps(Guid.NewGuid(), report);
    }
}
