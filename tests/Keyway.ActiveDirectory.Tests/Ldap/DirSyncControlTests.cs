using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Tests.Ldap;

public sealed class DirSyncControlTests
{
    // What Samba 4.17.12 answered to a first search; its cookie cut to its head.
    private const string Answer = "300E0201000201000406 4D53445303 00";

    [Theory]
    [InlineData(false, "300F 020480000000 0203100000 04020102")]
    [InlineData(true, "300F 020480000001 0203100000 04020102")]
    public void Incremental_values_are_asked_for_and_a_megabyte_at_once(bool objectSecurity, string expected) =>
        Assert.Equal(expected.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(DirSyncControl.Request(objectSecurity, [1, 2]).Value!));

    [Fact]
    public void The_cookie_and_whether_there_is_more_are_read()
    {
        var (more, cookie) = DirSyncControl.Read([Control(Bytes)]).Value;

        Assert.False(more);
        Assert.Equal("MSDS"u8.ToArray(), cookie[..4]);
        Assert.True(DirSyncControl.Read([Control([.. Bytes[..4], 1, .. Bytes[5..]])]).Value.More);
    }

    [Fact]
    public void O07_damaged_ones_are_refused() => Mutations.Survive(Bytes, bytes => DirSyncControl.Read([Control(bytes)]));

    private static byte[] Bytes => Convert.FromHexString(Answer.Replace(" ", "", StringComparison.Ordinal));

    private static LdapControl Control(byte[] value) => new(DirSyncControl.Oid, true, value);
}
