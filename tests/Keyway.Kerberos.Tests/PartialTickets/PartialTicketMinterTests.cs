using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Errors;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;
using Keyway.Kerberos.PartialTickets;

namespace Keyway.Kerberos.Tests.PartialTickets;

public sealed class PartialTicketMinterTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, 500, TimeSpan.Zero);

    private static readonly PartialTicketRequest Alice = new(
        "contoso.corp.com", "CONTOSO", "alice", "Alice Example", "alice@contoso.corp.com", SecurityIdentifier.Parse("S-1-5-21-1-2-3-1104").Value);

    [Fact]
    public void With_fixed_inputs_each_byte_is_the_one_of_the_vectors()
    {
        foreach (var vector in VectorFile.Open("partial-ticket.json").Cases("partial-ticket"))
        {
            var (input, output) = (vector.GetProperty("input"), vector.GetProperty("output"));
            using var key = new KerberosServerKey(input.Number("branchId"), input.Number("keyVersion"), input.Bytes("serverKey"));
            byte[] randomness = [.. input.Bytes("sessionKey"), .. input.Bytes("ticketConfounder"), .. input.Bytes("replyConfounder")];
            var minted = new PartialTicketMinter(new FixedTime(input.Time("time"))).Mint(key, RequestOf(input), input.Bytes("clientKey"), randomness).Value;

            Assert.Equal(output.Unsigned("ticketKeyVersion"), key.TicketKeyVersion);
            Assert.Equal(output.Time("endTime"), minted.End);
            Assert.Equal(output.Time("renewTill"), minted.RenewTill);

            // The pieces first, so that a difference shows where it is.
            var reply = KdcReply.Parse(minted.AsRep).Value;
            var ticket = key.Key.Decrypt(KeyUsage.Ticket, reply.Ticket.EncryptedPart.Cipher).Value;
            var pac = PrivilegeAttributeCertificate.Parse(AuthorizationDataElement.FindPac(EncTicketPart.Parse(ticket).Value.AuthorizationData).Value).Value;
            foreach (var (type, name) in new[]
            {
                (PacBufferType.LogonInfo, "logonInfo"), (PacBufferType.ClientInfo, "clientInfo"), (PacBufferType.UpnDnsInfo, "upnDnsInfo"),
                (PacBufferType.Attributes, "attributes"), (PacBufferType.Requestor, "requestor"),
                (PacBufferType.ServerChecksum, "serverChecksum"), (PacBufferType.KdcChecksum, "kdcChecksum"),
            })
                Assert.Equal(output.Text(name), Convert.ToHexStringLower(pac.Buffer(type).Value));
            Assert.Equal(output.Bytes("pac"), pac.Encode());
            Assert.Equal(output.Bytes("encTicketPart"), ticket);
            Assert.Equal(output.Bytes("asRep"), minted.AsRep);
        }
    }

    [Fact]
    public void The_ticket_names_the_branch_and_carries_the_seven_buffers_in_order()
    {
        using var key = new KerberosServerKey(65535, 3, new byte[32]);
        var pac = PacOf(key, Mint(key, Alice, out _));
        Assert.Equal([1, 10, 12, 17, 18, 6, 7], pac.Buffers.Select(buffer => (int)buffer.Type));
        Assert.True(pac.Verify(key.Key, key.Key).Succeeded);
        Assert.Equal((ushort)65535, PacSignature.Parse(pac.Buffer(PacBufferType.KdcChecksum).Value).Value.BranchId);
        Assert.Null(PacSignature.Parse(pac.Buffer(PacBufferType.ServerChecksum).Value).Value.BranchId);
        Assert.Equal(0xFFFF_0003u, key.TicketKeyVersion);
    }

    [Fact]
    public void Nothing_but_the_users_own_sid_is_in_the_ticket()
    {
        using var key = new KerberosServerKey(1, 1, new byte[32]);
        var pac = PacOf(key, Mint(key, Alice, out _));
        var info = LogonInfo.Parse(pac.Buffer(PacBufferType.LogonInfo).Value).Value;
        Assert.Empty(info.Groups);
        Assert.Empty(info.ExtraSids);
        Assert.Empty(info.ResourceGroups);
        Assert.Equal(Alice.UserSid, info.UserSid);
        Assert.Equal(Alice.UserSid.ToBinary(), pac.Buffer(PacBufferType.Requestor).Value);
    }

    [Fact]
    public void It_lives_ten_hours_and_seven_days_in_whole_seconds()
    {
        using var key = new KerberosServerKey(1, 1, new byte[32]);
        var minted = Mint(key, Alice, out var clientKey);
        var held = PartialTicket.Open(minted.AsRep, clientKey).Value;
        var start = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
        Assert.Equal((start, start.AddHours(10), start.AddDays(7)), (minted.Start, minted.End, minted.RenewTill));
        Assert.Equal((start, start.AddHours(10), start.AddDays(7)), (held.StartTime, held.EndTime, held.RenewTill!.Value));
        Assert.Equal(TicketFlags.Forwardable | TicketFlags.Renewable | TicketFlags.Initial | TicketFlags.PreAuthenticated, held.Flags);
    }

    [Fact]
    public void The_device_opens_what_the_server_minted()
    {
        using var key = new KerberosServerKey(10254, 2, RandomNumberGenerator.GetBytes(32));
        var minted = Mint(key, Alice, out var clientKey);
        using var held = PartialTicket.Open(minted.AsRep, clientKey).Value;
        Assert.Equal(minted.SessionKey, held.SessionKey);
        Assert.Equal("alice", held.Client.ToString());
        Assert.Equal("krbtgt/CONTOSO.CORP.COM", held.Server.ToString());
        Assert.Null(KdcReply.Parse(minted.AsRep).Value.EncryptedPart.KeyVersion);
    }

    [Fact]
    public void Two_tickets_share_no_secret()
    {
        using var key = new KerberosServerKey(1, 1, new byte[32]);
        Assert.NotEqual(Mint(key, Alice, out _).SessionKey, Mint(key, Alice, out _).SessionKey);
    }

    [Theory]
    [InlineData("", "CONTOSO", "alice", "", "", "S-1-5-21-1-2-3-4")]
    [InlineData("contoso", "CONTOSO", "", "", "", "S-1-5-21-1-2-3-4")]
    [InlineData("contoso", "CONTOSO", "ali\0ce", "", "", "S-1-5-21-1-2-3-4")]
    [InlineData("contoso", "CONTOSO", "ali\nce", "", "", "S-1-5-21-1-2-3-4")]
    [InlineData("contoso", "CONTOSO", "alice\ud800", "", "", "S-1-5-21-1-2-3-4")]
    [InlineData("contoso", "CONTOSO", "alice", "", "", "S-1-5-32-544")]
    [InlineData("contoso", "CONTOSO", "alice", "", "", "S-1-5-21-1-2-3")]
    public void Users_who_fit_into_no_ticket_are_refused(string domain, string netBios, string sam, string display, string upn, string sid)
    {
        using var key = new KerberosServerKey(1, 1, new byte[32]);
        var request = new PartialTicketRequest(domain, netBios, sam, display, upn, SecurityIdentifier.Parse(sid).Value);
        Assert.Equal(Catalogue.Kerberos.PartialTicketRequestInvalid, Minter().Mint(key, request, new byte[32]).Refusal.Error);
    }

    [Fact]
    public void The_longest_names_that_a_directory_allows_still_fit()
    {
        using var key = new KerberosServerKey(1, 1, new byte[32]);
        var request = Alice with
        {
            SamAccountName = new string('s', 256),
            DisplayName = new string('田', 256),
            UserPrincipalName = new string('u', 1024),
            NetBiosDomainName = new string('N', 64),
        };
        Assert.True(Minter().Mint(key, request, new byte[32]).Succeeded);
        Assert.False(Minter().Mint(key, request with { DisplayName = new string('d', 257) }, new byte[32]).Succeeded);
        Assert.False(Minter().Mint(key, request with { UserPrincipalName = new string('u', 1025) }, new byte[32]).Succeeded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(33)]
    public void A_client_key_of_another_length_is_refused(int length)
    {
        using var key = new KerberosServerKey(1, 1, new byte[32]);
        Assert.Equal(Catalogue.Kerberos.ClientKeyInvalid, Minter().Mint(key, Alice, new byte[length]).Refusal.Error);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(65536, 1)]
    [InlineData(1, -1)]
    [InlineData(1, 65536)]
    public void Branch_ids_and_versions_that_no_domain_has_are_refused(int branchId, int version) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new KerberosServerKey(branchId, version, new byte[32]));

    private static PartialTicketMinter Minter() => new(new FixedTime(Now));

    private static PartialTicket Mint(KerberosServerKey key, PartialTicketRequest request, out byte[] clientKey)
    {
        clientKey = RandomNumberGenerator.GetBytes(32);
        return Minter().Mint(key, request, clientKey).Value;
    }

    private static PrivilegeAttributeCertificate PacOf(KerberosServerKey key, PartialTicket minted)
    {
        var ticket = KdcReply.Parse(minted.AsRep).Value.Ticket;
        Assert.Equal(key.TicketKeyVersion, ticket.EncryptedPart.KeyVersion);
        var part = EncTicketPart.Parse(key.Key.Decrypt(KeyUsage.Ticket, ticket.EncryptedPart.Cipher).Value).Value;
        return PrivilegeAttributeCertificate.Parse(AuthorizationDataElement.FindPac(part.AuthorizationData).Value).Value;
    }

    private static PartialTicketRequest RequestOf(JsonElement input) => new(
        input.Text("domainDnsName"),
        input.Text("netBiosDomainName"),
        input.Text("samAccountName"),
        input.Text("displayName"),
        input.Text("userPrincipalName"),
        SecurityIdentifier.Parse(input.Text("userSid")).Value,
        input.OptionalText("passwordLastSet") is null ? null : input.Time("passwordLastSet"))
    {
        Lifetime = TimeSpan.FromSeconds(input.Number("lifetimeSeconds")),
        RenewableLifetime = TimeSpan.FromSeconds(input.Number("renewableLifetimeSeconds")),
    };
}
