using System.Text;
using Keyway.ActiveDirectory.Replication;

namespace Keyway.ActiveDirectory.Tests.Replication;

public sealed class MetadataXmlTests
{
    // In the form of [MS-ADTS] 3.1.1.4.5.19; the values are made up. Domain controllers end it with a line feed and a zero byte.
    private const string Good =
        """
        <DS_REPL_ATTR_META_DATA>
        	<pszAttributeName>unicodePwd</pszAttributeName>
        	<dwVersion>3</dwVersion>
        	<ftimeLastOriginatingChange>2026-03-01T12:30:45Z</ftimeLastOriginatingChange>
        	<uuidLastOriginatingDsaInvocationID>3ae6c619-265b-48ea-b3f3-88869e1e3bba</uuidLastOriginatingDsaInvocationID>
        	<usnOriginatingChange>1586495</usnOriginatingChange>
        	<usnLocalChange>22</usnLocalChange>
        	<pszLastOriginatingDsaDN>CN=NTDS Settings,CN=DC1,CN=Servers,CN=Site,CN=Sites,CN=Configuration,DC=contoso,DC=corp,DC=com</pszLastOriginatingDsaDN>
        </DS_REPL_ATTR_META_DATA>
        """;

    [Fact]
    public void The_originating_change_is_read()
    {
        var (attribute, change) = MetadataXml.Parse(Encoding.UTF8.GetBytes(Good + "\n\0")).Value;

        Assert.Equal("unicodePwd", attribute);
        Assert.Equal(3, change.Version);
        Assert.Equal(1586495, change.OriginatingUsn);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 30, 45, TimeSpan.Zero), change.ChangedOn);
        Assert.StartsWith("CN=NTDS Settings,CN=DC1,", change.OriginatingDsaDn);
    }

    [Fact]
    public void A_domain_controller_that_is_gone_leaves_no_name()
    {
        var start = Good.IndexOf("<pszLastOriginatingDsaDN>", StringComparison.Ordinal);
        var gone = string.Concat(Good.AsSpan(0, start), "<pszLastOriginatingDsaDN></pszLastOriginatingDsaDN></DS_REPL_ATTR_META_DATA>");

        Assert.Null(MetadataXml.Parse(Encoding.UTF8.GetBytes(gone)).Value.Change.OriginatingDsaDn);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><DS_REPL_ATTR_META_DATA><pszAttributeName>&x;</pszAttributeName></DS_REPL_ATTR_META_DATA>")]
    [InlineData("<DS_REPL_ATTR_META_DATA/>")]
    [InlineData("<OTHER></OTHER>")]
    [InlineData("")]
    [InlineData("not XML")]
    public void Anything_else_is_refused(string text) => Assert.False(MetadataXml.Parse(Encoding.UTF8.GetBytes(text)).Succeeded);

    [Fact]
    public void An_endless_value_is_refused_before_it_is_read() =>
        Assert.False(MetadataXml.Parse(Encoding.UTF8.GetBytes("<DS_REPL_ATTR_META_DATA>" + new string(' ', 100_000))).Succeeded);

    [Fact]
    public void Damaged_values_are_refused_or_read() => Mutations.Survive(Encoding.UTF8.GetBytes(Good), bytes => MetadataXml.Parse(bytes));
}
