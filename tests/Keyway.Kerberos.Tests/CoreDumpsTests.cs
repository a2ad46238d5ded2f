namespace Keyway.Kerberos.Tests;

public sealed class CoreDumpsTests
{
    [Fact]
    public void A_process_that_forbids_core_dumps_is_not_dumpable()
    {
        CoreDumps.Forbid();

        Assert.False(CoreDumps.Allowed);
    }
}
