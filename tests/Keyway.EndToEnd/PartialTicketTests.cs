using Keyway.Errors;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;
using Keyway.Lab;
using Keyway.Lab.Walk;

namespace Keyway.EndToEnd;

/// <summary>What a real domain controller makes of partial TGTs, right and wrong ones: families K08 to K10. The tickets are sealed with the Kerberos server's own key.</summary>
[Collection(LabCollection.Name)]
public sealed class PartialTicketTests(LabFixture fixture) : IAsyncLifetime
{
    private StolenKey _thief = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _thief = await StolenKey.StealAsync(fixture.Lab, Cancellation);

    public ValueTask DisposeAsync()
    {
        _thief.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_partial_ticket_is_exchanged_for_a_full_one_of_the_domains_own_key()
    {
        using var partial = _thief.Mint("alice");
        using var full = (await _thief.ExchangeAsync(partial, Cancellation)).Value;

        Assert.True(full.Ticket.IsTicketGranting);
        Assert.Equal(PrincipalName.User("alice"), full.Ticket.Client);
        Assert.Equal(Domain.Realm, full.Ticket.ServerRealm);
        Assert.Equal((uint)_thief.Key.BranchId, partial.Ticket.EncryptedPart.KeyVersion >> 16);
        Assert.Equal(0u, full.Ticket.Ticket.EncryptedPart.KeyVersion >> 16);
    }

    [Fact]
    public async Task Without_a_PAC_it_is_revoked() =>
        Assert.Equal(Catalogue.Kdc.TicketRevoked, await RefusalOfAsync(part => part with { AuthorizationData = [] }));

    [Theory]
    [InlineData(PacBufferType.LogonInfo)]
    [InlineData(PacBufferType.ClientInfo)]
    public async Task Without_a_required_buffer_it_is_refused(PacBufferType missing) =>
        Assert.Equal(Catalogue.Kdc.Generic, await RefusalOfAsync(part => WithPac(part, buffers => buffers.Where(buffer => buffer.Type != missing))));

    [Fact]
    public async Task Without_a_requestor_it_is_revoked() =>
        Assert.Equal(Catalogue.Kdc.TicketRevoked, await RefusalOfAsync(part => WithPac(part, buffers => buffers.Where(buffer => buffer.Type != PacBufferType.Requestor))));

    [Theory]
    [InlineData(PacBufferType.UpnDnsInfo)]
    [InlineData(PacBufferType.Attributes)]
    public async Task Without_an_optional_buffer_it_is_exchanged(PacBufferType missing) =>
        Assert.True((await ExchangeAsync(part => WithPac(part, buffers => buffers.Where(buffer => buffer.Type != missing)))).Succeeded);

    [Fact]
    public async Task With_another_users_SID_as_requestor_it_is_revoked()
    {
        var foreign = new PacBuffer(PacBufferType.Requestor, _thief.SidOf("grace").ToBinary());
        Assert.Equal(Catalogue.Kdc.TicketRevoked, await RefusalOfAsync(part => WithPac(part,
            buffers => buffers.Select(buffer => buffer.Type == PacBufferType.Requestor ? foreign : buffer))));
    }

    [Fact]
    public async Task With_another_users_name_it_is_refused() =>
        Assert.False((await ExchangeAsync(part => part with { Client = PrincipalName.User("grace") })).Succeeded);

    [Fact]
    public async Task Groups_in_the_PAC_are_not_honoured()
    {
        var domainAdmins = new GroupMembership(512, 7);
        using var full = (await ExchangeAsync(part => WithPac(part, buffers => buffers.Select(buffer => buffer.Type == PacBufferType.LogonInfo
            ? buffer with { Data = (LogonInfo.Parse(buffer.Data).Value with { Groups = [domainAdmins] }).Encode() }
            : buffer)))).Value;

        // The full ticket is sealed with the domain's own key: what it holds shows in what it opens. alice is no administrator of the share's server.
        var cache = "FILE:" + Path.Combine(fixture.Lab.Folder.Client, "injected.cc");
        Assert.True(Kerberos.CredentialCaches.CredentialCacheFile.Write(cache["FILE:".Length..],
            new(full.Ticket.Client, full.Ticket.ClientRealm, [full.Ticket])).Succeeded);
        var result = await fixture.Lab.Shell.RunAsync("smbclient",
            ["--use-kerberos=required", "--use-krb5-ccache=" + cache, $"//{Domain.ControllerHost}/sysvol", "-c", $"mkdir {Domain.DnsName}\\intruder"],
            Cancellation, credentialCache: cache);
        Assert.Contains("ACCESS_DENIED", result.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(99u)]
    public async Task A_wrong_key_version_is_refused(uint version)
    {
        using var partial = _thief.Mint("alice");
        var sealedPart = partial.Ticket.EncryptedPart;
        var wrong = partial with { Ticket = partial.Ticket with { EncryptedPart = sealedPart with { KeyVersion = (sealedPart.KeyVersion & 0xFFFF0000) | version } } };

        Assert.Equal(Catalogue.Kdc.BadKeyVersion, (await _thief.ExchangeAsync(wrong, Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task A_branch_id_that_no_object_has_is_refused()
    {
        using var partial = _thief.Mint("alice");
        var sealedPart = partial.Ticket.EncryptedPart;
        var branch = (uint)(_thief.Key.BranchId == 4711 ? 4712 : 4711);
        var wrong = partial with { Ticket = partial.Ticket with { EncryptedPart = sealedPart with { KeyVersion = (branch << 16) | 1 } } };

        Assert.Equal(Catalogue.Kdc.NotUs, (await _thief.ExchangeAsync(wrong, Cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task An_expired_partial_ticket_is_refused() =>
        Assert.Equal(Catalogue.Kdc.TicketExpired, await RefusalOfAsync(part => part with { AuthTime = part.AuthTime.AddDays(-2), StartTime = part.AuthTime.AddDays(-2), EndTime = part.AuthTime.AddDays(-1) }));

    private EncTicketPart WithPac(EncTicketPart part, Func<IEnumerable<PacBuffer>, IEnumerable<PacBuffer>> change) => _thief.WithPac(part, change);

    private async Task<Result<Kerberos.Exchange.FullTicket>> ExchangeAsync(Func<EncTicketPart, EncTicketPart> change)
    {
        using var partial = _thief.Mint("alice");
        return await _thief.ExchangeAsync(_thief.Rewrite(partial, change), Cancellation);
    }

    private async Task<KeywayError> RefusalOfAsync(Func<EncTicketPart, EncTicketPart> change) => (await ExchangeAsync(change)).Refusal.Error;
}
