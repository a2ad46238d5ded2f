using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests.KerberosServers;

public sealed class ConnectionPointKeywordsTests
{
    private static readonly SecurityIdentifier User = SecurityIdentifier.Parse("S-1-5-21-1-2-3-1200").Value;
    private static readonly SecurityIdentifier Computer = SecurityIdentifier.Parse("S-1-5-21-1-2-3-1201").Value;

    [Fact]
    public void The_three_keywords_are_written_as_the_vendor_writes_them() =>
        Assert.Equal(["Id:12491", "UserAccountSid:S-1-5-21-1-2-3-1200", "ComputerAccountSid:S-1-5-21-1-2-3-1201"], ConnectionPointKeywords.For("12491", User.ToString(), Computer.ToString()));

    [Fact]
    public void Keywords_of_others_stay_and_ours_are_replaced()
    {
        var merged = ConnectionPointKeywords.Merge(["id:1", "Other:x", "useraccountsid:S-1-1-0"], ConnectionPointKeywords.For("2", User.ToString(), Computer.ToString()));

        Assert.Equal(["Id:2", $"UserAccountSid:{User}", $"ComputerAccountSid:{Computer}", "Other:x"], merged);
    }

    [Fact]
    public void What_was_written_is_read()
    {
        var keywords = ConnectionPointKeywords.For("2", User.ToString(), Computer.ToString());

        Assert.Equal(User, ConnectionPointKeywords.UserSid(keywords));
        Assert.Equal(Computer, ConnectionPointKeywords.ComputerSid(keywords));
    }

    [Fact]
    public void A_broken_keyword_names_nobody() => Assert.Null(ConnectionPointKeywords.UserSid(["UserAccountSid:nonsense"]));
}
