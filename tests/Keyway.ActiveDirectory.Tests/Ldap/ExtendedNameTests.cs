using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Tests.Ldap;

public sealed class ExtendedNameTests
{
    [Fact]
    public void Sid_and_name_are_taken_apart()
    {
        var name = ExtendedName.Parse("<GUID=cd637b7a-4e53-40f3-b1fd-f79e8a1a41b7>;<SID=S-1-5-32-544>;CN=Administrators,CN=Builtin,DC=a").Value;

        Assert.Equal("CN=Administrators,CN=Builtin,DC=a", name.Dn);
        Assert.Equal("S-1-5-32-544", name.Sid!.ToString());
        Assert.Equal(new Guid("cd637b7a-4e53-40f3-b1fd-f79e8a1a41b7"), name.ObjectGuid);
    }

    [Fact]
    public void A_plain_name_has_no_sid() => Assert.Null(ExtendedName.Parse("CN=a,DC=b").Value.Sid);

    [Theory]
    [InlineData("<SID=S-1-5-32-544")]
    [InlineData("<SID=nonsense>;CN=a")]
    [InlineData("<GUID=nonsense>;CN=a")]
    [InlineData("<GUID={cd637b7a-4e53-40f3-b1fd-f79e8a1a41b7}>;CN=a")]
    [InlineData("<")]
    public void A_broken_one_is_refused(string text) => Assert.False(ExtendedName.Parse(text).Succeeded);
}
