using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Lab;

namespace Keyway.EndToEnd.KerberosServers;

/// <summary>Least privilege: one entry in one access control list lets an account rotate, and nothing else; what our evaluation says is what the domain controller does.</summary>
[Collection(LabCollection.Name)]
public sealed class KerberosServerDelegationTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Name = "Delegated";
    private const string Operator = "bob";

    private DirectorySeat _seat = null!;
    private KerberosServerDescription _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private KerberosServerDelegation Delegation => new(_seat.Connection);

    public async ValueTask InitializeAsync()
    {
        _seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        _server = (await _seat.Objects.CreateAsync(new KerberosServerSettings { Name = Name, AllowGroups = [Domain.AllowedGroup] }, cancellationToken: Cancellation)).Value.Server;
    }

    public async ValueTask DisposeAsync()
    {
        Assert.True((await _seat.Objects.RemoveAsync(Name)).Succeeded);
        _seat.Dispose();
    }

    [Fact]
    public async Task Granted_the_account_rotates_and_proves_to_hold_nothing_dangerous()
    {
        using var bob = await DirectorySeat.AsUserAsync(fixture.Lab, Operator, Cancellation);
        Assert.Equal(Catalogue.ActiveDirectory.InsufficientAccess, (await bob.Objects.RotateAsync(Name, cancellationToken: Cancellation)).Refusal.Error);
        Assert.Equal(("Reset password", _server.UserAccount), Wrong(await ProveAsync(Operator)).Single());

        var reported = new ReportedChanges();
        var granted = (await Delegation.GrantAsync(Name, Domain.Upn(Operator), reported, Cancellation)).Value;

        Assert.Equal(PlannedChangeKind.Grant, Assert.Single(granted).Kind);
        Assert.Equal(granted, reported.Made);
        Assert.Empty(Wrong(await ProveAsync(Operator)));
        Assert.Equal(_server.TicketKeyVersion + 1, (await bob.Objects.RotateAsync(Name, cancellationToken: Cancellation)).Value.TicketKeyVersion);
        Assert.Equal(Catalogue.ActiveDirectory.InsufficientAccess, (await bob.Connection.ModifyAsync(_server.ComputerAccount, [LdapChange.Add("msDS-RevealOnDemandGroup", _server.DenyGroups[0].Dn)], cancellationToken: Cancellation))!.Error);
        Assert.Equal(Catalogue.ActiveDirectory.InsufficientAccess, (await bob.Objects.RemoveAsync(Name, cancellationToken: Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task Granting_is_planned_without_writing_and_done_once()
    {
        var before = await _seat.LastChangeAsync(Cancellation);
        var planned = Assert.Single((await Delegation.PlanAsync(Name, Operator, Cancellation)).Value);
        Assert.NotEmpty(await ProveAsync(Operator));
        Assert.Equal(before, await _seat.LastChangeAsync(Cancellation));
        Assert.Equal($"Modify permissions on {_server.UserAccount}", planned.Right);

        Assert.Single((await Delegation.GrantAsync(Name, Operator, cancellationToken: Cancellation)).Value);
        Assert.Empty((await Delegation.PlanAsync(Name, Operator, Cancellation)).Value);
        Assert.Empty((await Delegation.GrantAsync(Name, Operator, cancellationToken: Cancellation)).Value);
    }

    [Fact]
    public async Task Revoking_leaves_the_list_exactly_as_it_was()
    {
        var before = await DescriptorAsync();
        Assert.Single((await Delegation.GrantAsync(Name, Operator, cancellationToken: Cancellation)).Value);
        Assert.NotEqual(before, await DescriptorAsync());

        Assert.Equal(PlannedChangeKind.Revoke, Assert.Single((await Delegation.RevokeAsync(Name, Operator, cancellationToken: Cancellation)).Value).Kind);
        Assert.Equal(before, await DescriptorAsync());
        Assert.Empty((await Delegation.RevokeAsync(Name, Operator, cancellationToken: Cancellation)).Value);
        Assert.Contains(("Reset password", _server.UserAccount), Wrong(await ProveAsync(Operator)));
    }

    [Fact]
    public async Task Granted_to_a_group_its_members_have_it_however_deeply_nested()
    {
        var (inner, outer) = ($"CN=Inner operators,CN=Users,{Domain.BaseDn}", $"CN=Outer operators,CN=Users,{Domain.BaseDn}");
        var bob = (await new AccountInspection(_seat.Connection).InspectAsync(Operator, _server, Cancellation)).Value.Dn;
        Assert.Null(await _seat.Connection.AddAsync(inner, [new LdapAttribute("objectClass", "group"), new LdapAttribute("sAMAccountName", "Inner operators"), new LdapAttribute("member", bob)], cancellationToken: Cancellation));
        Assert.Null(await _seat.Connection.AddAsync(outer, [new LdapAttribute("objectClass", "group"), new LdapAttribute("sAMAccountName", "Outer operators"), new LdapAttribute("member", inner)], cancellationToken: Cancellation));
        try
        {
            Assert.Single((await Delegation.GrantAsync(Name, outer, cancellationToken: Cancellation)).Value);

            Assert.Empty(Wrong(await ProveAsync(Operator)));
            Assert.Empty(Wrong(await ProveAsync("Outer operators")));
            Assert.Empty(Wrong(await ProveAsync(inner)));
            using var signedIn = await DirectorySeat.AsUserAsync(fixture.Lab, Operator, Cancellation);
            Assert.True((await signedIn.Objects.RotateAsync(Name, cancellationToken: Cancellation)).Succeeded);
        }
        finally
        {
            await _seat.MustDeleteAsync(inner, Cancellation);
            await _seat.MustDeleteAsync(outer, Cancellation);
        }
    }

    [Fact]
    public async Task What_Authenticated_Users_was_put_into_counts_for_everyone()
    {
        Assert.Single((await Delegation.GrantAsync(Name, "Pre-Windows 2000 Compatible Access", cancellationToken: Cancellation)).Value);

        Assert.Empty(Wrong(await ProveAsync(Operator)));
        using var bob = await DirectorySeat.AsUserAsync(fixture.Lab, Operator, Cancellation);
        Assert.True((await bob.Objects.RotateAsync(Name, cancellationToken: Cancellation)).Succeeded);
    }

    [Fact]
    public async Task A_domain_administrator_is_shown_to_hold_the_dangerous_rights()
    {
        // On the domain itself they have everything but to delete it.
        var held = (await ProveAsync("eve")).Where(right => right.Right != "Full control" || right.Dn != Domain.BaseDn);
        Assert.All(held, right => Assert.True(right.IsHeld, right.ToString()));
    }

    [Fact]
    public async Task An_unknown_account_and_a_missing_right_are_named()
    {
        Assert.Equal(Catalogue.KerberosServerObject.AccountUnknown, (await Delegation.GrantAsync(Name, "nobody@" + Domain.DnsName, cancellationToken: Cancellation)).Refusal.Error);
        Assert.Equal(Catalogue.KerberosServerObject.NotFound, (await Delegation.GrantAsync("Nowhere", Operator, cancellationToken: Cancellation)).Refusal.Error);
        using var alice = await DirectorySeat.AsUserAsync(fixture.Lab, "alice", Cancellation);
        var refusal = (await new KerberosServerDelegation(alice.Connection).GrantAsync(Name, "alice", cancellationToken: Cancellation)).Refusal;
        Assert.Equal((Catalogue.ActiveDirectory.InsufficientAccess, $"Modify permissions on {_server.UserAccount}"), (refusal.Error, refusal.Detail));
    }

    private static IEnumerable<(string Right, string Dn)> Wrong(IEnumerable<DelegatedRight> rights) =>
        rights.Where(right => !right.IsAsItShouldBe).Select(right => (right.Right, right.Dn));

    private async Task<IReadOnlyList<DelegatedRight>> ProveAsync(string account) => (await Delegation.ProveAsync(Name, account, Cancellation)).Value;

    private async Task<string> DescriptorAsync() =>
        Convert.ToHexString((await _seat.Connection.ReadAsync(_server.UserAccount, ["nTSecurityDescriptor"], Cancellation)).Value.Bytes("nTSecurityDescriptor")!);
}
