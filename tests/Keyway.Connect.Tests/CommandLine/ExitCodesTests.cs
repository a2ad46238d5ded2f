using Keyway.Connect.CommandLine;
using Keyway.Errors;

namespace Keyway.Connect.Tests.CommandLine;

public sealed class ExitCodesTests
{
    [Fact]
    public void A_refusal_is_told_from_a_wrong_command_line_a_lost_connection_and_a_bug()
    {
        Assert.Equal(ExitCode.Refused, ExitCodes.Of(Catalogue.Connect.ServerRefused));
        Assert.Equal(ExitCode.Refused, ExitCodes.Of(Catalogue.ActiveDirectory.InsufficientAccess));
        Assert.Equal(ExitCode.Usage, ExitCodes.Of(Catalogue.Connect.SecretFileExposed));
        Assert.Equal(ExitCode.SidesDiffer, ExitCodes.Of(Catalogue.Connect.SidesDiffer));
        Assert.Equal(ExitCode.Unreachable, ExitCodes.Of(Catalogue.Connect.ServerUnreachable));
        Assert.Equal(ExitCode.Unreachable, ExitCodes.Of(Catalogue.ActiveDirectory.NoDomainController));
        Assert.Equal(ExitCode.Broken, ExitCodes.Of(Catalogue.Connect.Broken));
    }

    [Fact]
    public void A_server_that_is_not_trusted_is_refused_and_not_out_of_reach() => Assert.Equal(ExitCode.Refused, ExitCodes.Of(Catalogue.Connect.ServerNotTrusted));

    [Fact]
    public void A_report_without_a_failure_is_done() => Assert.Equal(ExitCode.Done, new Report([], []).ExitCode);
}
