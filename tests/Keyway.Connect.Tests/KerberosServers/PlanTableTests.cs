using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.KerberosServers;

namespace Keyway.Connect.Tests.KerberosServers;

public sealed class PlanTableTests
{
    private static readonly PlannedChange Change = new(
        PlannedChangeKind.Modify, "CN=AzureADKerberos,OU=Domain Controllers,DC=contoso,DC=corp,DC=com",
        [new PlannedAttribute("msDS-NeverRevealGroup", string.Join("; ", Enumerable.Range(0, 40).Select(i => $"CN=Group{i},CN=Users,DC=contoso,DC=corp,DC=com")))],
        "Write msDS-NeverRevealGroup on CN=AzureADKerberos,OU=Domain Controllers,DC=contoso,DC=corp,DC=com");

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void No_line_is_wider_than_the_terminal(int width) => Assert.All(PlanTable.Lines([PlanRow.Of(Change)], width), line => Assert.InRange(line.Length, 0, width));

    [Fact]
    public void Object_attribute_value_and_right_are_all_there()
    {
        var text = string.Join('\n', PlanTable.Lines([PlanRow.Of(Change)], 300));

        foreach (var part in new[] { "1. Change", Change.Dn, "msDS-NeverRevealGroup", "CN=Group39,", Change.Right })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_the_directory_are_no_markup_and_no_control_characters()
    {
        var text = string.Join('\n', PlanTable.Lines([PlanRow.Of(Change with { Dn = "CN=[red]x[/]\e[31m,DC=y" })], 100));

        Assert.Contains("[red]x[/]", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', text);
    }

    [Fact]
    public void A_plan_for_programs_has_kind_object_attributes_and_right()
    {
        var json = PlanRow.Of(Change).Json();

        Assert.Equal(("Modify", Change.Dn, Change.Right), ((string?)json["kind"], (string?)json["dn"], (string?)json["right"]));
        Assert.Equal("msDS-NeverRevealGroup", (string?)json["attributes"]![0]!["name"]);
    }
}
