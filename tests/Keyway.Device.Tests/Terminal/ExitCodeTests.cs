using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Tests.Terminal;

public sealed class ExitCodeTests
{
    [Fact]
    public void A_refusal_is_1_and_what_cannot_be_reached_is_4()
    {
        Assert.Equal(1, ExitCode.Of(Catalogue.Kdc.TicketRevoked));
        Assert.Equal(1, ExitCode.Of(Catalogue.Device.ServerNotTrusted));
        Assert.Equal(4, ExitCode.Of(Catalogue.Device.ServerUnreachable));
        Assert.Equal(4, ExitCode.Of(Catalogue.Kdc.Unreachable));
        Assert.Equal(4, ExitCode.Of(new Refusal(Catalogue.ActiveDirectory.NoDomainController, "dc1")));
        Assert.Equal(2, ExitCode.Of(Catalogue.Device.CommandLineUnclear));
        Assert.Equal(5, ExitCode.Of(Catalogue.Device.Broken));
    }
}
