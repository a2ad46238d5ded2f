using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.KerberosServers;
using Keyway.Connect.Terminal;
using Spectre.Console;

namespace Keyway.Connect.Tests.KerberosServers;

public sealed class ChangeWordsTests
{
    [Theory]
    [InlineData(PlannedChangeKind.Add, "added CN=x,DC=y")]
    [InlineData(PlannedChangeKind.Modify, "changed CN=x,DC=y: description")]
    [InlineData(PlannedChangeKind.ResetPassword, "reset the password of CN=x,DC=y")]
    [InlineData(PlannedChangeKind.Delete, "deleted CN=x,DC=y")]
    [InlineData(PlannedChangeKind.Grant, "granted on CN=x,DC=y: here")]
    [InlineData(PlannedChangeKind.Revoke, "revoked on CN=x,DC=y: here")]
    [InlineData(PlannedChangeKind.TakeOwnership, "took ownership of CN=x,DC=y for here")]
    public void A_change_that_was_made_is_one_line(PlannedChangeKind kind, string line) => Assert.Equal(line, ChangeWords.Made(Change(kind)));

    [Fact]
    public void A_change_is_printed_at_the_moment_it_is_made_and_kept()
    {
        var written = new StringWriter();
        var pipe = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(written) });
        var log = new ChangeLog(new StepLog(pipe, TimeProvider.System));

        log.Report(Change(PlannedChangeKind.Add));

        Assert.Equal("    added CN=x,DC=y", written.ToString().TrimEnd());
        Assert.Single(log.Made);
    }

    private static PlannedChange Change(PlannedChangeKind kind) => new(kind, "CN=x,DC=y", [new PlannedAttribute("description", "here")], "Write description on CN=x,DC=y");
}
