using Keyway.Connect.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Tests.KerberosServers;

public sealed class ClockCheckTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(300, -300)]
    [InlineData(null, 299)]
    [InlineData(-300, null)]
    [InlineData(null, null)]
    public void Clocks_within_five_minutes_agree(int? domainController, int? identityServer) => Assert.Null(Check(domainController, identityServer));

    [Theory]
    [InlineData(301, 0, "the domain controller's clock is 5 min ahead")]
    [InlineData(-7200, null, "the domain controller's clock is 120 min behind")]
    [InlineData(0, 3600, "the identity server's clock is 60 min ahead")]
    [InlineData(null, -301, "the identity server's clock is 5 min behind")]
    [InlineData(400, 420, "this computer's clock is 6 min behind")]
    [InlineData(-86400, -86390, "this computer's clock is 1440 min ahead")]
    [InlineData(400, -400, "the domain controller's clock is 6 min ahead")]
    public void The_clock_that_is_off_is_named(int? domainController, int? identityServer, string detail)
    {
        var refusal = Check(domainController, identityServer)!;

        Assert.Equal((Catalogue.Connect.ClockSkewed, detail), (refusal.Error, refusal.Detail));
    }

    private static Refusal? Check(int? domainController, int? identityServer) => ClockCheck.Of(Seconds(domainController), Seconds(identityServer));

    private static TimeSpan? Seconds(int? seconds) => seconds is { } known ? TimeSpan.FromSeconds(known) : null;
}
