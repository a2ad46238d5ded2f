using System.Text;
using Keyway.ActiveDirectory.GroupPolicy;

namespace Keyway.ActiveDirectory.Tests.GroupPolicy;

public sealed class GroupPolicyNoteTests
{
    [Theory]
    // The first as Samba's provisioning writes it.
    [InlineData("[General]\r\nVersion=0", 0u)]
    [InlineData("[General]\r\nVersion=65537\r\ndisplayName=New Group Policy Object\r\n", 65537u)]
    [InlineData("\n[other]\nVersion=1\n[GENERAL]\n displayName=Sch\u00fcler\n version = 4294967295 \n", uint.MaxValue)]
    public void The_version_is_that_of_the_general_section(string text, uint version) => Assert.Equal(version, Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("Version=1")]
    [InlineData("[General]\r\n")]
    [InlineData("[General]\r\nVersion=")]
    [InlineData("[General]\r\nVersion=-1")]
    [InlineData("[General]\r\nVersion=+1")]
    [InlineData("[General]\r\nVersion=1 2")]
    [InlineData("[General]\r\nVersion=0x1")]
    [InlineData("[General]\r\nVersion=4294967296")]
    [InlineData("[General]\r\nVersions=1")]
    [InlineData("[General]\r\nVersion=1\r\nVersion=1")]
    [InlineData("[General]\r\n[Other]\r\nVersion=1")]
    public void D11_what_does_not_tell_exactly_one_version_tells_none(string text)
    {
        Assert.Null(Read(text));
        Assert.Null(GroupPolicyNote.Read(Encoding.Unicode.GetBytes("[General]\r\nVersion=1" + text)));
    }

    [Fact]
    public void D11_nothing_longer_than_the_limit_is_read() => Assert.Null(Read("[General]\r\nVersion=1\r\n" + new string(';', GroupPolicyNote.MaximumLength)));

    [Fact]
    public void Each_half_counts_for_itself()
    {
        Assert.Equal((0xFFFF, 2), (GroupPolicyVersion.Of(0x0002FFFF, PolicyHalf.Computer), GroupPolicyVersion.Of(0x0002FFFF, PolicyHalf.User)));

        // The directory's number has a sign.
        Assert.Equal((0xFFFE, 0xFFFF), (GroupPolicyVersion.Of(-2, PolicyHalf.Computer), GroupPolicyVersion.Of(-2, PolicyHalf.User)));
    }

    private static uint? Read(string text) => GroupPolicyNote.Read(Encoding.Latin1.GetBytes(text));
}
