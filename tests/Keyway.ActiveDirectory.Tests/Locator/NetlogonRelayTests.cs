using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Locator;

/// <summary>Netlogon pings as they pass through the companion KDC.</summary>
public sealed class NetlogonRelayTests
{
    private const int MessageId = 7;

    private static byte[] Recorded => Vectors.Cases("netlogon-ping")[0].Bytes("message");

    [Theory]
    [InlineData(null)]
    [InlineData("keylist.contoso.corp.com")]
    public void The_answer_says_that_key_lists_are_answered_and_all_else_is_as_it_was(string? hostName)
    {
        var before = NetlogonPing.Parse(Recorded, MessageId).Value;

        var after = NetlogonPing.Parse(NetlogonRelay.Announce(Recorded, hostName)!, MessageId).Value;

        Assert.Equal(before with { Flags = before.Flags | DomainControllerFlags.KeyList, HostName = hostName ?? before.HostName }, after);
        Assert.False(before.Flags.HasFlag(DomainControllerFlags.KeyList));
    }

    [Fact]
    public void What_is_no_answer_is_left_alone() => Assert.Null(NetlogonRelay.Announce(Convert.FromHexString("300c02010765070a010004000400"), null));

    [Fact]
    public void Only_pings_pass()
    {
        Assert.True(NetlogonRelay.IsPing(NetlogonPing.Request(3, "contoso.corp.com")));
        Assert.False(NetlogonRelay.IsPing(Recorded));
        Assert.False(NetlogonRelay.IsPing(Array.Empty<byte>()));

        // The same search for another attribute, or below another name.
        var other = Convert.ToHexString(NetlogonPing.Request(3, "contoso.corp.com")).Replace(Convert.ToHexString("Netlogon"u8), Convert.ToHexString("unicodeP"u8), StringComparison.Ordinal);
        Assert.False(NetlogonRelay.IsPing(Convert.FromHexString(other)));
    }

    [Fact]
    public void K20_damaged_datagrams_are_survived()
    {
        Mutations.Survive(Recorded, bytes => NetlogonRelay.Announce(bytes, "keylist.contoso.corp.com") is { } announced ? announced : (Result<byte[]>)Catalogue.ActiveDirectory.NetlogonAnswerMalformed);
        Mutations.Survive(NetlogonPing.Request(3, "contoso.corp.com"), bytes => NetlogonRelay.IsPing(bytes) ? true : (Result<bool>)Catalogue.ActiveDirectory.NetlogonAnswerMalformed);
    }
}
