using System.Text.Json;
using Keyway.Errors;
using Keyway.Lab;
using Keyway.Lab.Processes;
using Keyway.Lab.Walk;

namespace Keyway.EndToEnd;

/// <summary>Many domains at one identity server, many Kerberos servers in one domain: families K12 and K24.</summary>
[Collection(LabCollection.Name)]
public sealed class SeveralDomainsTests(LabFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_of_two_domains_sign_in_at_one_server_each_to_the_own_domain()
    {
        var lab = await fixture.WithFabrikamAsync(Cancellation);
        var cache = "FILE:" + Path.Combine(lab.Folder.Client, "ines.cc");

        var ines = await SignInToFabrikamAsync(lab, "ines", cache);
        Assert.True(ines.Succeeded, ines.Said);
        Assert.StartsWith("ines@FABRIKAM.CORP.COM", SignInReport.Parse(ines).Principal, StringComparison.Ordinal);
        var share = await lab.Shell.RunAsync("smbclient",
            ["--use-kerberos=required", "--use-krb5-ccache=" + cache, $"//{LabDomain.Fabrikam.ControllerHost}/data", "-c", "mkdir of-ines"], Cancellation,
            credentialCache: cache, domain: LabDomain.Fabrikam);
        Assert.True(share.Succeeded, share.Said);

        await fixture.SignIn.SignInAsync("alice", Cancellation);
        await fixture.SignIn.UseShareAsync("alice", Cancellation);
    }

    [Fact]
    public async Task Before_its_first_sync_a_domain_gets_no_Kerberos_server()
    {
        await fixture.WithFabrikamAsync(Cancellation);

        Assert.Equal(1, fixture.SetBeforeFirstSync!.ExitCode);
        Assert.Contains("KW4040", fixture.SetBeforeFirstSync.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_allowed_in_the_second_domain_is_refused_there()
    {
        var lab = await fixture.WithFabrikamAsync(Cancellation);

        var otto = await SignInToFabrikamAsync(lab, "otto", "FILE:" + Path.Combine(lab.Folder.Client, "otto.cc"));

        Assert.Contains("KW2406", otto.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_one_domain_opens_nothing_in_the_other()
    {
        var lab = await fixture.WithFabrikamAsync(Cancellation);
        using var contoso = await StolenKey.StealAsync(lab, Cancellation);
        using var fabrikam = await StolenKey.StealAsync(lab, Cancellation, LabDomain.Fabrikam);
        using var ticket = contoso.Mint("alice");

        var refused = await fabrikam.ExchangeAsync(ticket, Cancellation);

        Assert.False(refused.Succeeded);
        Assert.True((await contoso.ExchangeAsync(ticket, Cancellation)).Succeeded);
    }

    [Fact]
    public async Task A_connector_of_one_domain_has_no_say_in_the_other()
    {
        var lab = await fixture.WithFabrikamAsync(Cancellation);

        // Its file says the other domain, so that it is the server that has to notice.
        var forged = Path.Combine(lab.Folder.Secrets, "forged-connector.json");
        LabFolder.WriteSecret(forged, (await File.ReadAllTextAsync(lab.Folder.ConnectorFile, Cancellation)).Replace(Domain.DnsName, LabDomain.Fabrikam.DnsName, StringComparison.Ordinal));
        var refused = await lab.Shell.RunAsync("keyway-connect",
            ["kerberos-server", "get", "--domain", LabDomain.Fabrikam.DnsName, "--server", lab.Record.ServerUrl.GetLeftPart(UriPartial.Authority), "--ca-file", lab.Folder.ServerAuthority,
                "--connector-file", forged, "--domain-ca-file", lab.Folder.AuthorityOf(LabDomain.Fabrikam),
                "--domain-user", LabDomain.Fabrikam.AdministratorUpn, "--domain-password-file", lab.Folder.DomainAdministratorPasswordFile],
            Cancellation, domain: LabDomain.Fabrikam);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("KW2411", refused.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_Kerberos_server_of_a_domain_has_its_own_number_key_and_list()
    {
        var lab = fixture.Lab;
        using var first = await StolenKey.StealAsync(lab, Cancellation);
        var made = await lab.Administration.KerberosServerAsync("set", ["--name", "Branch2", "--allow-group", "Domain Guests", "--json"], Cancellation);
        Assert.True(made.Succeeded, made.Said);
        try
        {
            using var reply = JsonDocument.Parse(made.Output);
            var number = reply.RootElement.GetProperty("kerberosServer").GetProperty("Id").GetInt32();
            Assert.NotEqual(first.Key.BranchId, number);

            // alice is in the list of the first only: its number with the second's key opens nothing, and the second's own ticket is not for her.
            using var second = await StolenKey.StealAsync(lab, Cancellation, name: "Branch2");
            using var notAllowed = second.Mint("alice");
            Assert.Equal(Catalogue.Kdc.TicketRevoked, (await second.ExchangeAsync(notAllowed, Cancellation)).Refusal.Error);
            using var crossed = first.Mint("alice");
            var underOtherNumber = crossed with
            {
                Ticket = crossed.Ticket with { EncryptedPart = crossed.Ticket.EncryptedPart with { KeyVersion = ((uint)number << 16) | (uint)second.Key.KeyVersion } },
            };
            Assert.False((await first.ExchangeAsync(underOtherNumber, Cancellation)).Succeeded);

            await fixture.SignIn.SignInAsync("alice", Cancellation);
        }
        finally
        {
            var removed = await lab.Administration.KerberosServerAsync("remove", ["--name", "Branch2", "--yes"], Cancellation);
            Assert.True(removed.Succeeded, removed.Said);
        }

        var kept = await lab.Administration.KerberosServerAsync("get", [], Cancellation);
        Assert.True(kept.Succeeded, kept.Said);
        await fixture.SignIn.SignInAsync("alice", Cancellation);
    }

    private static Task<ToolResult> SignInToFabrikamAsync(Laboratory lab, string user, string cache) => lab.Shell.RunAsync("keyway",
        ["--json", "sign-in", "--key", lab.Folder.SecurityKey(user), "--pin-file", lab.Folder.PinFile, "--ccache", cache], Cancellation, domain: LabDomain.Fabrikam);
}
