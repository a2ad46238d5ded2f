using Keyway.Device.SignIn;
using Keyway.Errors;

namespace Keyway.Device.Tests.SignIn;

public sealed class CacheNameTests
{
    [Theory]
    [InlineData("FILE:/tmp/a", "FILE:/tmp/a")]
    [InlineData("/tmp/a", "FILE:/tmp/a")]
    [InlineData("/tmp/a:b", "FILE:/tmp/a:b")]
    public void A_file_is_read_with_and_without_its_kind(string text, string name) => Assert.Equal(name, CacheName.Parse(text).Value.ToString());

    [Fact]
    public void Nothing_said_is_the_cache_that_programs_look_for() => Assert.StartsWith("FILE:/tmp/krb5cc_", CacheName.Parse(null).Value.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("KEYRING:persistent:1000")]
    [InlineData("DIR:/run/user/1000/krb5cc")]
    [InlineData("KCM:")]
    [InlineData("FILE:")]
    [InlineData("")]
    [InlineData("/tmp/\0")]
    public void Another_kind_is_refused(string text) => Assert.Equal(Catalogue.Device.CacheKindUnknown, CacheName.Parse(text).Refusal.Error);
}
