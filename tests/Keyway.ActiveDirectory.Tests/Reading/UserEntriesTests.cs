using System.Globalization;
using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests.Reading;

public sealed class UserEntriesTests
{
    [Fact]
    public void A_plain_user_is_read()
    {
        var user = UserEntries.Read(Entry()).Value;

        Assert.Equal("alice", user.SamAccountName);
        Assert.Equal("S-1-5-21-1-2-3-1104", user.Sid.ToString());
        Assert.True(user.Enabled);
        Assert.False(user.MustChangePassword);
        Assert.Null(user.AccountExpires);
        Assert.Equal(513u, user.PrimaryGroupId);
    }

    [Fact]
    public void A_disabled_user_is_not_enabled() => Assert.False(UserEntries.Read(Entry(("userAccountControl", "514"))).Value.Enabled);

    [Theory]
    [InlineData("8388608", "512", "134398147851132650", true)]
    [InlineData("0", "512", "0", false)]
    [InlineData(null, "512", "0", true)]
    [InlineData(null, "66048", "0", false)]
    [InlineData(null, "262656", "0", false)]
    [InlineData(null, "512", "134398147851132650", false)]
    public void The_domain_controllers_word_on_the_password_counts_and_without_it_pwdLastSet(string? computed, string control, string lastSet, bool mustChange)
    {
        var entry = computed is null
            ? Entry(("userAccountControl", control), ("pwdLastSet", lastSet))
            : Entry(("userAccountControl", control), ("pwdLastSet", lastSet), ("msDS-User-Account-Control-Computed", computed));

        Assert.Equal(mustChange, UserEntries.Read(entry).Value.MustChangePassword);
    }

    [Theory]
    [InlineData("objectGUID")]
    [InlineData("objectSid")]
    [InlineData("sAMAccountName")]
    [InlineData("userAccountControl")]
    public void A_user_without_an_identity_is_refused(string attribute)
    {
        var refusal = UserEntries.Read(Entry((attribute, ""))).Refusal;

        Assert.Equal(Catalogue.ActiveDirectory.AnswerMalformed, refusal.Error);
    }

    // An empty text takes the attribute away.
    private static LdapEntry Entry(params (string Name, string Value)[] changes)
    {
        var attributes = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase)
        {
            ["objectGUID"] = [Guid.NewGuid().ToByteArray()],
            ["objectSid"] = [SecurityIdentifier.Parse("S-1-5-21-1-2-3-1104").Value.ToBinary()],
            ["sAMAccountName"] = [Encoding.UTF8.GetBytes("alice")],
            ["userAccountControl"] = [Encoding.UTF8.GetBytes("512")],
            ["accountExpires"] = [Encoding.UTF8.GetBytes(long.MaxValue.ToString(CultureInfo.InvariantCulture))],
            ["primaryGroupID"] = [Encoding.UTF8.GetBytes("513")],
        };
        foreach (var (name, value) in changes)
        {
            attributes[name] = [Encoding.UTF8.GetBytes(value)];
            if (value.Length == 0)
                attributes.Remove(name);
        }

        return new LdapEntry("CN=alice,DC=a", attributes);
    }
}
