using System.Globalization;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Locator;

public sealed class NetlogonPingTests
{
    private const int MessageId = 7;

    [Fact]
    public void Recorded_answer_is_read()
    {
        var vector = Vectors.Cases("netlogon-ping")[0];
        var answer = NetlogonPing.Parse(vector.Bytes("message"), MessageId).Value;

        Assert.Equal(uint.Parse(vector.Text("flags").AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture), (uint)answer.Flags);
        Assert.Equal(Guid.Parse(vector.Text("domainGuid")), answer.DomainGuid);
        Assert.Equal(vector.Text("domain"), answer.DomainName);
        Assert.Equal(vector.Text("forest"), answer.ForestName);
        Assert.Equal(vector.Text("host"), answer.HostName);
        Assert.Equal(vector.Text("netBiosDomain"), answer.NetBiosDomain);
        Assert.Equal(vector.Text("site"), answer.DcSite);
        Assert.Equal(vector.Text("site"), answer.ClientSite);
    }

    [Fact]
    public void Answer_to_another_request_is_refused() =>
        Assert.Equal(Catalogue.ActiveDirectory.NetlogonAnswerMalformed, NetlogonPing.Parse(Vectors.Cases("netlogon-ping")[0].Bytes("message"), MessageId + 1).Refusal.Error);

    [Fact]
    public void A_search_that_found_nothing_is_refused() =>
        Assert.False(NetlogonPing.Parse(Convert.FromHexString("300c02010765070a010004000400"), MessageId).Succeeded);

    [Fact]
    public void Damaged_answers_are_refused_or_read() =>
        Mutations.Survive(Vectors.Cases("netlogon-ping")[0].Bytes("message"), bytes => NetlogonPing.Parse(bytes, MessageId));
}
