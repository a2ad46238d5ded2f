using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;
using Keyway.Lab;

namespace Keyway.EndToEnd.KerberosServers;

/// <summary>Families K06, K07, K12: what stands in a Kerberos server's way is found by an ordinary account, and looking writes nothing.</summary>
[Collection(LabCollection.Name)]
public sealed class KerberosServerInspectionTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Name = "Inspected";
    private const string Computer = $"CN={Name},OU=Domain Controllers,{Domain.BaseDn}";
    private const string Server = $"CN={Name},CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,{Domain.BaseDn}";

    private static readonly KerberosServerSettings Settings = new() { Name = Name, AllowGroups = [Domain.AllowedGroup] };

    private DirectorySeat _seat = null!;
    private DirectorySeat _alice = null!;
    private KerberosServerDescription _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        _alice = await DirectorySeat.AsUserAsync(fixture.Lab, "alice", Cancellation);
        _server = (await _seat.Objects.CreateAsync(Settings, cancellationToken: Cancellation)).Value.Server;
    }

    public async ValueTask DisposeAsync()
    {
        Assert.True((await _seat.Objects.RemoveAsync(Name)).Succeeded);
        _alice.Dispose();
        _seat.Dispose();
    }

    [Fact]
    public async Task A_healthy_one_has_nothing_but_its_privileged_members_and_looking_writes_nothing()
    {
        var before = await _seat.LastChangeAsync(Cancellation);
        var findings = await InspectAsync();

        Assert.Equal(before, await _seat.LastChangeAsync(Cancellation));
        Assert.Equal(_server.Id, findings.Server!.Id);
        Assert.Empty(findings.Server.Faults);
        Assert.Empty(findings.MissingObjects);
        Assert.Empty(findings.Duplicates);
        Assert.True(findings.AesAllowed, findings.AesRefusedBy);
        Assert.Contains("Eve", Assert.Single(findings.PrivilegedMembers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_none_everything_is_missing()
    {
        Assert.True((await _seat.Objects.RemoveAsync(Name, cancellationToken: Cancellation)).Succeeded);
        var findings = await InspectAsync();

        Assert.Null(findings.Server);
        Assert.Equal([Computer, _server.UserAccount, _server.ServiceConnectionPoint!], findings.MissingObjects);
    }

    [Fact]
    public async Task A_deleted_object_is_missing()
    {
        await _seat.MustDeleteAsync($"CN=NTDS Settings,{Server}", Cancellation);
        await _seat.MustDeleteAsync(_server.ServiceConnectionPoint!, Cancellation);
        var findings = await InspectAsync();

        Assert.Equal([_server.ServiceConnectionPoint!], findings.MissingObjects);
        Assert.Equal([KerberosServerFault.ServiceConnectionPointMissing, KerberosServerFault.SettingsObjectMissing], findings.Server!.Faults);
    }

    [Fact]
    public async Task A_second_computer_with_the_link_or_the_host_name_is_a_duplicate()
    {
        var second = $"CN=Second,OU=Domain Controllers,{Domain.BaseDn}";
        var third = $"CN=Third,CN=Computers,{Domain.BaseDn}";
        LdapAttribute Attribute(string name, string value) => new(name, value);
        Assert.Null(await _seat.Connection.AddAsync(second, [Attribute("objectClass", "computer"), Attribute("sAMAccountName", "Second$"), Attribute("msDS-KrbTgtLink", _server.UserAccount)], cancellationToken: Cancellation));
        Assert.Null(await _seat.Connection.AddAsync(third, [Attribute("objectClass", "computer"), Attribute("sAMAccountName", "Third$"), Attribute("dNSHostName", $"{Name}.{Domain.DnsName}")], cancellationToken: Cancellation));
        try
        {
            Assert.Equal([second, third], (await InspectAsync()).Duplicates.Order(StringComparer.Ordinal));
        }
        finally
        {
            await _seat.MustDeleteAsync(second, Cancellation);
            await _seat.MustDeleteAsync(third, Cancellation);
        }
    }

    [Fact]
    public async Task What_a_replication_conflict_left_is_a_duplicate()
    {
        var copy = $@"CN={Name}\0ACNF:{Guid.NewGuid()},OU=Domain Controllers,{Domain.BaseDn}";
        Assert.Null(await _seat.Connection.AddAsync(copy, [new LdapAttribute("objectClass", "computer"), new LdapAttribute("sAMAccountName", "$DUPLICATE-1f4")], cancellationToken: Cancellation));
        try
        {
            Assert.Contains("CNF:", Assert.Single((await InspectAsync()).Duplicates), StringComparison.Ordinal);
            Assert.Empty((await _seat.Objects.PlanAsync(Settings, Cancellation)).Value);
        }
        finally
        {
            await _seat.MustDeleteAsync(copy, Cancellation);
        }
    }

    [Fact]
    public async Task Another_kerberos_server_in_the_domain_is_no_duplicate()
    {
        const string other = "Inspected2";
        Assert.True((await _seat.Objects.CreateAsync(Settings with { Name = other }, cancellationToken: Cancellation)).Succeeded);
        try
        {
            Assert.Empty((await InspectAsync()).Duplicates);
        }
        finally
        {
            Assert.True((await _seat.Objects.RemoveAsync(other, cancellationToken: Cancellation)).Succeeded);
        }
    }

    [Fact]
    public async Task A_privileged_person_in_a_nested_group_or_by_primary_group_is_found()
    {
        var group = $"CN=Nested people,CN=Users,{Domain.BaseDn}";
        Assert.Null(await _seat.Connection.AddAsync(group,
            [new LdapAttribute("objectClass", "group"), new LdapAttribute("sAMAccountName", "Nested people"), new LdapAttribute("member", $"CN=Domain Users,CN=Users,{Domain.BaseDn}")], cancellationToken: Cancellation));
        try
        {
            Assert.True((await _seat.Objects.CreateAsync(Settings with { AllowGroups = ["Nested people"] }, cancellationToken: Cancellation)).Succeeded);

            // Domain Users is their primary group, which no list of members shows.
            Assert.Contains($"CN=Administrator,CN=Users,{Domain.BaseDn}", (await InspectAsync()).PrivilegedMembers);
        }
        finally
        {
            Assert.True((await _seat.Objects.CreateAsync(Settings, cancellationToken: Cancellation)).Succeeded);
            await _seat.MustDeleteAsync(group, Cancellation);
        }
    }

    [Fact]
    public async Task K05_disabled_people_deep_in_groups_that_hold_each_other_are_found_by_membership_and_by_primary_group()
    {
        const string Listed = $"CN=Ring people,CN=Users,{Domain.BaseDn}";
        var member = $"CN=ringmember,CN=Users,{Domain.BaseDn}";
        var primary = $"CN=ringprimary,CN=Users,{Domain.BaseDn}";
        string Ring(int number) => $"CN=Ring {number},CN=Users,{Domain.BaseDn}";
        var made = new Stack<string>();
        async Task AddAsync(string dn, string objectClass, params string[] members)
        {
            List<LdapAttribute> attributes = [new("objectClass", objectClass), new("sAMAccountName", dn.Split(',')[0]["CN=".Length..])];
            if (members.Length > 0)
                attributes.Add(new("member", members));
            Assert.Null(await _seat.Connection.AddAsync(dn, attributes, cancellationToken: Cancellation));
            made.Push(dn);
        }

        try
        {
            // Deleted in the other order: a primary group goes after its people. An account without a password is disabled.
            await AddAsync(Ring(2), "group");
            await AddAsync(member, "user");
            await AddAsync(primary, "user");
            await AddAsync(Ring(4), "group", member);
            await AddAsync(Ring(3), "group", Ring(4));
            await AddAsync(Ring(1), "group", Ring(2));
            await AddAsync(Listed, "group", member, primary);
            await _seat.MustModifyAsync(Ring(2), LdapChange.Add("member", Ring(3), primary), Cancellation);
            await _seat.MustModifyAsync(Ring(4), LdapChange.Add("member", Ring(1)), Cancellation);
            var rid = SecurityIdentifier.Parse((await _seat.Connection.ReadAsync(Ring(2), ["objectSid"], Cancellation)).Value.Bytes("objectSid")).Value.RelativeIdentifier;
            await _seat.MustModifyAsync(primary, LdapChange.Replace("primaryGroupID", $"{rid}"), Cancellation);
            await _seat.MustModifyAsync($"CN=Print Operators,CN=Builtin,{Domain.BaseDn}", LdapChange.Add("member", Ring(1)), Cancellation);
            Assert.True((await _seat.Objects.CreateAsync(Settings with { AllowGroups = ["Ring people"] }, cancellationToken: Cancellation)).Succeeded);

            Assert.Equal([member, primary], (await InspectAsync()).PrivilegedMembers);
        }
        finally
        {
            Assert.True((await _seat.Objects.CreateAsync(Settings, cancellationToken: Cancellation)).Succeeded);
            foreach (var dn in made)
                await _seat.MustDeleteAsync(dn, Cancellation);
        }
    }

    [Fact]
    public async Task An_account_without_AES256_is_named_and_on_a_domain_controller_stops_a_creation()
    {
        await _seat.MustModifyAsync(_server.UserAccount, LdapChange.Replace("msDS-SupportedEncryptionTypes", "4"), Cancellation);
        Assert.Equal((false, $"msDS-SupportedEncryptionTypes of {_server.UserAccount}"), await AesAsync());
        Assert.True((await _seat.Objects.CreateAsync(Settings, cancellationToken: Cancellation)).Succeeded);
        Assert.True((await InspectAsync()).AesAllowed);

        var controller = $"CN=DC1,OU=Domain Controllers,{Domain.BaseDn}";
        var was = (await _seat.Connection.ReadAsync(controller, ["msDS-SupportedEncryptionTypes"], Cancellation)).Value.Text("msDS-SupportedEncryptionTypes")!;
        await _seat.MustModifyAsync(controller, LdapChange.Replace("msDS-SupportedEncryptionTypes", "4"), Cancellation);
        try
        {
            Assert.Equal((false, $"msDS-SupportedEncryptionTypes of {controller}"), await AesAsync());
            Assert.Equal(Catalogue.KerberosServerObject.AesRefused, (await _seat.Objects.PlanAsync(Settings, Cancellation)).Refusal.Error);
            Assert.Equal(Catalogue.KerberosServerObject.AesRefused, (await _seat.Objects.CreateAsync(Settings, cancellationToken: Cancellation)).Refusal.Error);
        }
        finally
        {
            await _seat.MustModifyAsync(controller, LdapChange.Replace("msDS-SupportedEncryptionTypes", was), Cancellation);
        }
    }

    [Theory]
    [InlineData("alice", Domain.AllowedGroup, null)]
    [InlineData("bob", null, null)]
    [InlineData("eve", Domain.AllowedGroup, "Domain Admins")]
    public async Task The_lists_are_read_for_one_account(string user, string? allowedBy, string? privilegedBy)
    {
        foreach (var name in (string[])[user, Domain.Upn(user), $@"{Domain.NetBiosName}\{user}"])
        {
            var findings = (await new AccountInspection(_alice.Connection).InspectAsync(name, _server, Cancellation)).Value;

            Assert.Equal(user, findings.SamAccountName);
            Assert.Equal(allowedBy, findings.AllowedBy?.Name);
            Assert.Equal(privilegedBy is not null, findings.PrivilegedBy is not null);
            Assert.Equal(privilegedBy is not null, findings.DeniedBy is not null);
            Assert.Equal((true, false, false), (findings.Enabled, findings.Locked, findings.PasswordExpired));
        }
    }

    [Fact]
    public async Task States_of_accounts_are_read()
    {
        var inspection = new AccountInspection(_alice.Connection);

        Assert.False((await inspection.InspectAsync("dave", _server, Cancellation)).Value.Enabled);
        Assert.True((await inspection.InspectAsync("carol", _server, Cancellation)).Value.PasswordExpired);
        Assert.True((await inspection.InspectAsync("frank", _server, Cancellation)).Value.AccountExpires < DateTimeOffset.UtcNow);
        foreach (var nobody in (string[])["nobody", "nobody@" + Domain.DnsName, "CN=Nobody," + Domain.BaseDn, "*", "DC1$"])
            Assert.Equal(Catalogue.KerberosServerObject.AccountUnknown, (await inspection.InspectAsync(nobody, _server, Cancellation)).Refusal.Error);
    }

    [Fact]
    public void The_domain_controller_tells_its_time_and_its_maker()
    {
        Assert.InRange(_alice.Connection.RootDse.CurrentTime!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.StartsWith("Samba", _alice.Connection.RootDse.VendorName, StringComparison.Ordinal);
    }

    private async Task<KerberosServerFindings> InspectAsync()
    {
        var inspected = await new KerberosServerInspection(_alice.Connection).InspectAsync(Name, Cancellation);
        Assert.True(inspected.Succeeded, inspected.Succeeded ? "" : inspected.Refusal.ToString());
        return inspected.Value;
    }

    private async Task<(bool Allowed, string? By)> AesAsync()
    {
        var findings = await InspectAsync();
        return (findings.AesAllowed, findings.AesRefusedBy);
    }
}
