using Keyway.Connect.IdentityServer;
using Keyway.Connect.KerberosServers;

namespace Keyway.Connect.Tests.KerberosServers;

public sealed class KerberosServerColumnsTests
{
    private static readonly SideComparison Both = new(new DomainSide(Samples.Description()), new ServerSide(Samples.State()));

    [Fact]
    public void Columns_stand_in_the_order_that_administrators_know() => Assert.Equal(
        [
            "Id", "UserAccount", "ComputerAccount", "DisplayName", "DomainDnsName", "KeyVersion", "KeyUpdatedOn", "KeyUpdatedFrom",
            "CloudDisplayName", "CloudDomainDnsName", "CloudId", "CloudKeyVersion", "CloudKeyUpdatedOn",
        ],
        KerberosServerColumns.Of(Both).Select(column => column.Name));

    [Fact]
    public void In_a_pipe_a_column_is_one_line() => Assert.Equal(
        [
            "Id                 : 12491",
            "UserAccount        : CN=krbtgt_AzureAD,CN=Users,DC=contoso,DC=corp,DC=com",
            "ComputerAccount    : CN=AzureADKerberos,OU=Domain Controllers,DC=contoso,DC=corp,DC=com",
            "DisplayName        : krbtgt_12491",
            "DomainDnsName      : contoso.corp.com",
            "KeyVersion         : 4217",
            "KeyUpdatedOn       : 2026-11-22 10:20:30Z",
            "KeyUpdatedFrom     : dc1.contoso.corp.com",
            "CloudDisplayName   : krbtgt_12491",
            "CloudDomainDnsName : contoso.corp.com",
            "CloudId            : 12491",
            "CloudKeyVersion    : 4217",
            "CloudKeyUpdatedOn  : 2026-11-22 10:20:30Z",
        ],
        KerberosServerColumns.Lines(Both, null));

    [Fact]
    public void On_a_terminal_no_line_is_wider_than_it_and_nothing_is_lost()
    {
        var lines = KerberosServerColumns.Lines(Both, 80);

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(
            string.Concat(KerberosServerColumns.Lines(Both, null)).Replace(" ", "", StringComparison.Ordinal),
            string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_side_that_is_missing_leaves_its_columns_empty()
    {
        var columns = KerberosServerColumns.Of(new SideComparison(DomainSide.Nothing, new ServerSide(Samples.State())));

        Assert.All(columns.Take(8), column => Assert.Null(column.Value));
        Assert.All(columns.Skip(8), column => Assert.NotNull(column.Value));
    }

    [Fact]
    public void A_program_gets_numbers_as_numbers_and_times_in_UTC()
    {
        var json = KerberosServerColumns.Json(Both);

        Assert.Equal(KerberosServerColumns.Of(Both).Select(column => column.Name), json.Select(member => member.Key));
        Assert.Equal(12491, (int?)json["Id"]);
        Assert.Equal(4217, (long?)json["CloudKeyVersion"]);
        Assert.Equal("\"2026-11-22T10:20:30Z\"", json["KeyUpdatedOn"]!.ToJsonString());
        Assert.Null(KerberosServerColumns.Json(new SideComparison(DomainSide.Nothing, ServerSide.Nothing))["CloudKeyUpdatedOn"]);
    }

    [Fact]
    public void Names_from_elsewhere_cannot_steer_the_terminal()
    {
        var lines = KerberosServerColumns.Lines(new SideComparison(DomainSide.Nothing, new ServerSide(Samples.State() with { CloudDisplayName = "\e[2J\n\nId : 1" })), null);

        Assert.Equal(13, lines.Count);
        Assert.All(lines, line => Assert.DoesNotContain('\e', line));
    }
}
