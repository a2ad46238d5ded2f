using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.SignIns;
using Keyway.Device.SignIn;
using Keyway.Device.State;

namespace Keyway.Device.Tests.Daemon;

public sealed class WantedPersonTests : IDisposable
{
    private const string Sid = "S-1-5-21-1-2-3-1103";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Sid, true)]
    [InlineData("S-1-5-21-1-2-3-1104", false)]
    [InlineData(null, false)]
    public void Somebody_of_a_domain_who_is_synced_anew_is_who_they_were_by_their_SID_alone(string? sid, bool same)
    {
        var accounts = LocalAccounts.Open(new DeviceFolder(_folder.Path), new LocalFiles()).Value;
        var user = new DomainUser("alice", "corp.example", 100513, "/home/CORP/alice", Sid);
        Assert.True(accounts.Welcome(People.Issued("alice@contoso.com"), [1], (new PasswdEntry(@"CORP\alice", 101103, 100513, "/home/CORP/alice"), user)).Succeeded);

        var anew = People.Issued("alice@contoso.com", id: Guid.NewGuid()) with { OnPremises = new OnPremisesPerson("alice", "corp.example", sid) };
        Assert.Equal(same, WantedPerson.OfDomain(@"CORP\alice", accounts, new LocalFiles())!.Is(anew));
    }
}
