using Keyway.ActiveDirectory.Delegation;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests.Delegation;

public sealed class WidePrincipalsTests
{
    [Theory]
    [InlineData("S-1-1-0", true)]
    [InlineData("S-1-5-7", true)]
    [InlineData("S-1-5-11", true)]
    [InlineData("S-1-5-32-545", true)]
    [InlineData("S-1-5-32-554", true)]
    [InlineData("S-1-5-21-1-2-3-513", true)]
    [InlineData("S-1-5-21-1-2-3-514", true)]
    [InlineData("S-1-5-21-1-2-3-515", true)]
    [InlineData("S-1-5-21-1-2-3-501", true)]
    [InlineData("S-1-5-21-1-2-3-512", false)]
    [InlineData("S-1-5-21-1-2-3-1104", false)]
    [InlineData("S-1-5-32-551", false)]
    [InlineData("S-1-5-18", false)]
    public void Everybody_is_known_by_sid(string sid, bool wide) =>
        Assert.Equal(wide, WidePrincipals.Contains(SecurityIdentifier.Parse(sid).Value));
}
