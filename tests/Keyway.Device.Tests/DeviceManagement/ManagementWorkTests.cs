using Keyway.Device.DeviceManagement;
using Keyway.Device.State;

namespace Keyway.Device.Tests.DeviceManagement;

/// <summary>When keywayd speaks with device management by itself.</summary>
public sealed class ManagementWorkTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FixedTime _time = new(Joined.Now);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_eight_hours_and_after_a_sign_in_when_the_last_is_older_than_an_hour()
    {
        Assert.False(IsDue());
        Joined.Write(_folder);
        Assert.True(IsDue());
        Write(tried: 0, session: 0);
        Assert.False(IsDue());
        SignIn(minutes: 30);
        _time.Now = Joined.Now.AddMinutes(31);
        Assert.False(IsDue());
        _time.Now = Joined.Now.AddMinutes(61);
        Assert.True(IsDue());
        Write(tried: 61, session: 61);
        Assert.False(IsDue());
        _time.Now = Joined.Now.AddMinutes(61 + 479);
        Assert.False(IsDue());
        _time.Now = Joined.Now.AddMinutes(61 + 480);
        Assert.True(IsDue());
    }

    [Fact]
    public void A_try_that_failed_is_repeated_after_a_quarter_of_an_hour()
    {
        Joined.Write(_folder);
        Write(tried: 0, session: null, "KW3122");
        _time.Now = Joined.Now.AddMinutes(14);
        Assert.False(IsDue());
        _time.Now = Joined.Now.AddMinutes(15);
        Assert.True(IsDue());
    }

    [Fact]
    public void D05_a_clock_that_is_set_back_silences_nothing()
    {
        Joined.Write(_folder);
        Write(tried: 0, session: 0);
        _time.Now = Joined.Now.AddDays(-30);
        Assert.True(IsDue());
    }

    [Fact]
    public void D11_a_damaged_or_foreign_record_and_settings_count_for_nothing()
    {
        Joined.Write(_folder);
        var records = new ManagementRecords(new DeviceFolder(_folder.Path));
        records.Write(new ManagementRecord(Guid.NewGuid(), LastTry: Joined.Now, LastSession: Joined.Now));
        Assert.True(IsDue());
        _folder.Write("device-management.json", "{");
        Assert.Equal(new ManagementRecord(Joined.DeviceId), records.Read(Joined.DeviceId));
    }

    private bool IsDue() => new ManagementWork(new DeviceFolder(_folder.Path), _ => { }, _time).IsDue();

    private void Write(int tried, int? session, string? error = null) => new ManagementRecords(new DeviceFolder(_folder.Path)).Write(
        new ManagementRecord(Joined.DeviceId, Joined.Now, null, Joined.Now.AddMinutes(tried), session is { } at ? Joined.Now.AddMinutes(at) : null, error));

    private void SignIn(int minutes) => new DeviceState(new DeviceFolder(_folder.Path)).Write(
        new LastSignIn(Joined.DeviceId, "alice@contoso.corp.com", Joined.Now.AddMinutes(minutes), Joined.Now.AddDays(14)));
}
