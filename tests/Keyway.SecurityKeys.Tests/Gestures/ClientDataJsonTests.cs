using System.Text;
using Keyway.Fido2;
using Keyway.SecurityKeys.Gestures;

namespace Keyway.SecurityKeys.Tests.Gestures;

public sealed class ClientDataJsonTests
{
    [Fact]
    public void The_members_stand_in_the_order_of_the_specification() => Assert.Equal(
        """{"type":"webauthn.get","challenge":"bm9uY2U","origin":"https://login.contoso.com:8443","crossOrigin":false}""",
        Encoding.UTF8.GetString(ClientDataJson.ForAssertion("nonce"u8, "https://login.contoso.com:8443")));

    [Fact]
    public void The_relying_party_reads_what_the_device_wrote()
    {
        var read = ClientData.Parse(ClientDataJson.ForRegistration("challenge"u8, "https://login.contoso.com")).Value;

        Assert.Equal("webauthn.create", read.Type);
        Assert.Equal("challenge", Encoding.ASCII.GetString(read.Challenge.Span));
        Assert.Equal("https://login.contoso.com", read.Origin);
        Assert.False(read.CrossOrigin);
    }
}
