using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.KerberosServers;

namespace Keyway.Connect.Tests.KerberosServers;

public sealed class RightsTableTests
{
    [Fact]
    public void A_right_on_an_object_whose_list_nobody_could_see_is_neither_held_nor_denied()
    {
        var lines = RightsTable.Lines([new DelegatedRight("List contents", "CN=Deleted Objects,DC=a", true, false) { IsReadable = false }, new DelegatedRight("Full control", "DC=a", false, false)], null);

        Assert.Contains(lines, line => line.Contains("List contents", StringComparison.Ordinal) && line.Contains('✗') && line.Contains("not shown", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Full control", StringComparison.Ordinal) && line.Contains('✓') && !line.Contains("not shown", StringComparison.Ordinal));
    }
}
