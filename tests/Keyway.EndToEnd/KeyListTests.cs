using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;
using Keyway.Kerberos.PartialTickets;
using Keyway.Lab;
using Keyway.Lab.Processes;
using Keyway.Lab.Walk;

namespace Keyway.EndToEnd;

/// <summary>The companion KDC beside a real Samba domain controller: key lists for who may have them, nothing for anybody else, and all other traffic as if it were not there.</summary>
[Collection(LabCollection.Name)]
public sealed class KeyListTests(LabFixture fixture, KeyListFixture companion) : IClassFixture<KeyListFixture>
{
    private readonly Laboratory _lab = fixture.Lab;
    private readonly StolenKey _thief = companion.Thief;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private KdcEndpoint Companion => new(Domain.ControllerHost, IPAddress.Parse(_lab.Record.KeyListAddress));

    private KdcEndpoint Controller => new(Domain.ControllerHost, IPAddress.Parse(_lab.Record.DomainControllerAddress));

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_partial_ticket_brings_a_full_one_and_the_NT_hash_by_session_key_and_subkey_over_TCP_and_UDP(bool subkey, bool udp)
    {
        using var partial = _thief.Mint("alice");
        using var full = (await ExchangeAsync(partial, Companion, new FullTicketOptions { UseSubkey = subkey }, udp)).Value;

        Assert.Equal(PrincipalName.User("alice"), full.Ticket.Client);
        Assert.Equal(0u, full.Ticket.Ticket.EncryptedPart.KeyVersion >> 16);
        Assert.Equal(HashOf(_lab.Record.UserPassword), full.NtHash);

        // The ticket is as good as without the companion in between.
        using var service = (await new ServiceTicketExchange(new KdcTransport(), TimeProvider.System).GetAsync(full.Ticket, PrincipalName.Service("cifs/" + Domain.ControllerHost), [Controller], Cancellation)).Value;
        Assert.Equal(PrincipalName.User("alice"), service.Client);
    }

    [Fact]
    public async Task The_NT_hash_signs_in_by_NTLM_and_a_wrong_one_does_not()
    {
        var hash = (await HashAsync("alice"))!;

        Assert.True((await ShareAsync("alice", hash)).Succeeded);
        hash[3] ^= 1;
        Assert.Contains("LOGON_FAILURE", (await ShareAsync("alice", hash)).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_domain_controller_itself_gives_none()
    {
        using var partial = _thief.Mint("alice");
        using var full = (await ExchangeAsync(partial, Controller, new FullTicketOptions())).Value;

        Assert.Null(full.NtHash);
    }

    [Fact]
    public async Task Who_does_not_ask_gets_none()
    {
        using var partial = _thief.Mint("alice");
        using var full = (await ExchangeAsync(partial, Companion, new FullTicketOptions { KeyListRequest = false })).Value;

        Assert.Null(full.NtHash);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("eve")]
    [InlineData(Domain.Administrator)]
    public async Task K01_who_is_denied_or_not_allowed_gets_neither_ticket_nor_NT_hash(string user)
    {
        using var partial = _thief.Mint(user);

        Assert.Equal(Catalogue.Kdc.TicketRevoked, (await ExchangeAsync(partial, Companion, new FullTicketOptions())).Refusal.Error);
    }

    [Fact]
    public async Task K05_K16_the_NT_hash_is_that_of_now_and_protected_users_and_computers_have_none()
    {
        using var seat = await DirectorySeat.AsAdministratorAsync(_lab, Cancellation);
        var person = $"CN=kira,CN=Users,{Domain.BaseDn}";
        var allowed = await DnAsync(seat, Domain.AllowedGroup);
        var computer = await DnAsync(seat, Domain.ComputerName + "$");
        await AddPersonAsync(seat, person, "kira");
        await seat.MustModifyAsync(allowed, LdapChange.Add("member", person, computer), Cancellation);
        try
        {
            using var key = await StolenKey.StealAsync(_lab, Cancellation);
            Assert.Equal(HashOf(_lab.Record.UserPassword), await HashAsync(key.Mint("kira")));
            var changed = "Ab1-" + RandomNumberGenerator.GetHexString(12);
            await seat.MustModifyAsync(person, LdapChange.Replace("unicodePwd", Encoding.Unicode.GetBytes($"\"{changed}\"")), Cancellation);
            Assert.Equal(HashOf(changed), await HashAsync(key.Mint("kira")));

            // SMARTCARD_REQUIRED: the domain controller made the password random, and the hash of that is what NTLM takes.
            await seat.MustModifyAsync(person, LdapChange.Replace("userAccountControl", "262656"), Cancellation);
            var random = (await HashAsync(key.Mint("kira")))!;
            Assert.NotEqual(HashOf(changed), random);
            var share = await ShareAsync("kira", random);
            Assert.True(share.Succeeded, share.Said);

            var sid = SecurityIdentifier.Parse((await seat.Connection.ReadAsync(computer, ["objectSid"], Cancellation)).Value.Bytes("objectSid")!).Value;
            Assert.Null(await HashAsync(key.Mint(new PartialTicketRequest(Domain.DnsName, Domain.NetBiosName, Domain.ComputerName + "$", "", "", sid))));

            await seat.MustModifyAsync(await DnAsync(seat, "Protected Users"), LdapChange.Add("member", person), Cancellation);
            Assert.Null(await HashAsync(key.Mint("kira")));
        }
        finally
        {
            await seat.MustModifyAsync(allowed, LdapChange.Delete("member", person, computer), CancellationToken.None);
            await seat.MustDeleteAsync(person, CancellationToken.None);
        }
    }

    [Fact]
    public async Task K13_a_list_without_RC4_gets_no_keys_and_one_with_AES_too_gets_RC4_alone()
    {
        using var aes = await ListAsync(EncryptionType.Aes256CtsHmacSha1);
        Assert.DoesNotContain(aes.Part.EncryptedPreAuthentication, data => data.Type == PaDataType.KeyListReply);

        using var both = await ListAsync(EncryptionType.Aes256CtsHmacSha1, EncryptionType.Rc4Hmac);
        Assert.Equal(PaDataType.KeyListReply, both.Part.EncryptedPreAuthentication[0].Type);
        Assert.Equal(EncryptionType.Rc4Hmac, Assert.Single(KeyList.ParseReply(both.Part.EncryptedPreAuthentication[0].Value).Value).Type);

        // What the domain controller put there itself is still there.
        Assert.Contains(both.Part.EncryptedPreAuthentication, data => data.Type == PaDataType.SupportedEncryptionTypes);
    }

    [Fact]
    public async Task K13_a_full_ticket_and_the_computers_own_get_none()
    {
        using var full = (await new AsExchange(new KdcTransport(), TimeProvider.System).SignInAsync(Domain.Realm, PrincipalName.User("alice"), _lab.Record.UserPassword, [Companion], Cancellation)).Value;
        using var again = (await ExchangeAsync(full, Companion, new FullTicketOptions())).Value;

        Assert.Null(again.NtHash);
    }

    [Fact]
    public async Task K15_the_same_request_has_the_same_answer_and_its_authenticator_serves_no_other()
    {
        using var partial = _thief.Mint("alice");
        var request = TgsRequest(partial, [KeyList.Request(EncryptionType.Rc4Hmac)]);
        var first = await ConverseAsync(Companion, request.Encode());

        Assert.Equal(first, await ConverseAsync(Companion, request.Encode()));
        var other = new KdcRequest(request.Type, [.. request.PreAuthentication, new PaData((PaDataType)167, [0x30, 0x00])], request.Body, request.EncodedBody).Encode();
        var refused = KrbError.Parse(await ConverseAsync(Companion, other)).Value;
        Assert.Equal(34, refused.Code);
    }

    [Fact]
    public async Task Everything_else_passes_through_untouched()
    {
        // The domain controller's own word, with its own text, by either transport.
        foreach (var udp in new[] { false, true })
        {
            var refused = await SignInAsync("alice", "wrong", udp);
            Assert.Equal(Catalogue.Kdc.PreAuthenticationFailed, refused.Refusal.Error);
            using var ticket = (await SignInAsync("alice", _lab.Record.UserPassword, udp)).Value;
            Assert.True(ticket.IsTicketGranting);
        }

        // MIT's own programs, which make connections and retries of their own.
        var settings = Path.Combine(_lab.Folder.Client, "companion-krb5.conf");
        var own = await File.ReadAllTextAsync(_lab.Folder.KerberosConfiguration, Cancellation);
        await File.WriteAllTextAsync(settings, own.Replace(_lab.Record.DomainControllerAddress, _lab.Record.KeyListAddress, StringComparison.Ordinal), Cancellation);
        var cache = "FILE:" + Path.Combine(_lab.Folder.Client, "companion.cc");
        var environment = new Dictionary<string, string> { ["KRB5_CONFIG"] = settings, ["KRB5CCNAME"] = cache };
        var signed = await Tool.RunAsync("kinit", ["alice"], environment, _lab.Record.UserPassword + "\n", Cancellation);
        Assert.True(signed.Succeeded, signed.Said);
        var service = await Tool.RunAsync("kvno", ["cifs/" + Domain.ControllerHost], environment, null, Cancellation);
        Assert.True(service.Succeeded, service.Said);
    }

    [Fact]
    public async Task The_locator_finds_it_as_one_with_key_lists()
    {
        var found = await new DomainControllerLocator().LocateAsync(
            Domain.DnsName, new LocatorOptions { Hosts = [$"{Domain.ControllerHost}={_lab.Record.KeyListAddress}"], RequireKeyList = true, RequireKdc = true }, Cancellation);
        Assert.True(Assert.Single(found.Value).Flags.HasFlag(DomainControllerFlags.KeyList));

        var nltest = await _lab.Shell.RunAsync("keyway", ["domain", "locate", Domain.DnsName, "--keylist", "--kdc", "--domain-controller", $"{Domain.ControllerHost}={_lab.Record.KeyListAddress}"], Cancellation);
        Assert.True(nltest.Succeeded, nltest.Said);
        Assert.Contains("KEYLIST", nltest.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task K11_after_a_rotation_the_new_version_is_read_at_once_and_the_old_one_still_serves()
    {
        // One that reads again at most once a minute, and has not done so yet.
        await _lab.RestartKeyListAsync(Cancellation);
        using var before = _thief.Mint("alice");
        var rotated = await _lab.Administration.KerberosServerAsync("rotate", ["--force"], Cancellation);
        Assert.True(rotated.Succeeded, rotated.Said);
        using var newer = await StolenKey.StealAsync(_lab, Cancellation);
        Assert.NotEqual(_thief.Key.KeyVersion, newer.Key.KeyVersion);

        using var after = newer.Mint("alice");
        Assert.NotNull((await ExchangeAsync(after, Companion, new FullTicketOptions())).Value.NtHash);
        Assert.NotNull((await ExchangeAsync(before, Companion, new FullTicketOptions())).Value.NtHash);

        // Invented versions are the domain controller's to refuse.
        var sealedPart = after.Ticket.EncryptedPart;
        var wrong = after with { Ticket = after.Ticket with { EncryptedPart = sealedPart with { KeyVersion = (sealedPart.KeyVersion & 0xFFFF0000) | 4711 } } };
        Assert.Equal(Catalogue.Kdc.BadKeyVersion, (await ExchangeAsync(wrong, Companion, new FullTicketOptions())).Refusal.Error);
    }

    [Fact]
    public async Task A_domain_controller_that_was_away_is_asked_again()
    {
        _lab.KillDomainController();
        try
        {
            var lost = KrbError.Parse(await ConverseAsync(Companion, TgsRequest(_thief.Mint("alice"), []).Encode())).Value;
            Assert.Equal(29, lost.Code);
        }
        finally
        {
            await _lab.StartDomainControllerAsync(CancellationToken.None);
        }

        Assert.Equal(HashOf(_lab.Record.UserPassword), await HashAsync("alice"));
    }

    [Fact]
    public async Task K20_mutated_requests_leave_it_alive_and_bring_no_list()
    {
        using var partial = _thief.Mint("alice");
        var request = TgsRequest(partial, [KeyList.Request(EncryptionType.Rc4Hmac)]).Encode();
        var random = new Random(20261123);
        for (var i = 0; i < 150; i++)
        {
            var bytes = (byte[])request.Clone();
            for (var hits = random.Next(1, 4); hits > 0; hits--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            await socket.SendToAsync(i % 3 == 0 ? bytes[..random.Next(1, bytes.Length)] : bytes, new IPEndPoint(Companion.Address!, i % 5 == 0 ? 389 : 88), Cancellation);
        }

        // A length that nothing has, and a connection that says nothing.
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await silent.ConnectAsync(new IPEndPoint(Companion.Address!, 88), Cancellation);
        using var greedy = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await greedy.ConnectAsync(new IPEndPoint(Companion.Address!, 88), Cancellation);
        await greedy.SendAsync(new byte[] { 0x7F, 0xFF, 0xFF, 0xFF }, Cancellation);
        var answer = new byte[256];
        Assert.True(await greedy.ReceiveAsync(answer, Cancellation) > 4);

        Assert.NotNull(await HashAsync("alice"));
    }

    [Fact]
    public async Task D07_no_secret_stands_in_its_log_and_no_name_of_a_person()
    {
        var hash = (await HashAsync("alice"))!;
        var log = await File.ReadAllTextAsync(_lab.Folder.Log("companion"), Cancellation);
        using var account = JsonDocument.Parse(await File.ReadAllTextAsync(_lab.Folder.AccountFileOf(LabDomain.Contoso), Cancellation));

        Assert.Contains("\"key-list\"", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(hash), log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(hash), log, StringComparison.Ordinal);
        Assert.DoesNotContain(account.RootElement.GetProperty("password").GetString()!, log, StringComparison.Ordinal);
        Assert.DoesNotContain("alice", log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Check_says_what_is_there_and_what_is_missing()
    {
        var fine = await _lab.Shell.RunAsync("keyway-keylist", ["check", "--config", _lab.Folder.KeyListConfiguration, "--json"], Cancellation);
        Assert.True(fine.ExitCode == 0, fine.Said);
        using var report = JsonDocument.Parse(fine.Output);
        Assert.Equal("done", report.RootElement.GetProperty("outcome").GetString());

        // Another domain controller's address; a file that others may read.
        var wrong = Path.Combine(_lab.Folder.Secrets, "keylist-wrong.json");
        LabFolder.WriteSecret(wrong, (await File.ReadAllTextAsync(_lab.Folder.KeyListConfiguration, Cancellation)).Replace(_lab.Record.DomainControllerAddress, _lab.Record.Subnet + ".99", StringComparison.Ordinal));
        Assert.Equal(4, (await _lab.Shell.RunAsync("keyway-keylist", ["check", "--config", wrong], Cancellation)).ExitCode);
        File.SetUnixFileMode(wrong, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        var exposed = await _lab.Shell.RunAsync("keyway-keylist", ["run", "--config", wrong], Cancellation);
        Assert.Equal(2, exposed.ExitCode);
        Assert.Contains(Catalogue.KeyList.SettingsExposed.Code, exposed.Error, StringComparison.Ordinal);
        File.Delete(wrong);
    }

    private static byte[] HashOf(string password) => KerberosKey.FromPassword(EncryptionType.Rc4Hmac, password, "").Value.ToArray();

    private async Task AddPersonAsync(DirectorySeat seat, string dn, string name)
    {
        List<LdapAttribute> attributes =
        [
            new("objectClass", "user"),
            new("sAMAccountName", name),
            new("userPrincipalName", Domain.Upn(name)),
            new("userAccountControl", "512"),
            new("unicodePwd", [Encoding.Unicode.GetBytes($"\"{_lab.Record.UserPassword}\"")]),
        ];
        Assert.Null(await seat.Connection.AddAsync(dn, attributes, cancellationToken: Cancellation));
    }

    private static async Task<string> DnAsync(DirectorySeat seat, string account) => Assert.Single((await seat.Connection.SearchAsync(
        new LdapSearch(Domain.BaseDn, LdapScope.Subtree, LdapFilter.Equal("sAMAccountName", account), ["objectSid"]), Cancellation)).Value).Dn;

    private Task<byte[]?> HashAsync(string user) => HashAsync(_thief.Mint(user));

    private async Task<byte[]?> HashAsync(HeldTicket minted)
    {
        using var partial = minted;
        var full = (await ExchangeAsync(partial, Companion, new FullTicketOptions())).Value;
        full.Ticket.Dispose();
        return full.NtHash;
    }

    private static Task<Result<FullTicket>> ExchangeAsync(HeldTicket partial, KdcEndpoint kdc, FullTicketOptions options, bool udp = false) =>
        new FullTicketExchange(Transport(udp), TimeProvider.System).ExchangeAsync(partial, [kdc], options, Cancellation);

    private Task<Result<HeldTicket>> SignInAsync(string user, string password, bool udp) =>
        new AsExchange(Transport(udp), TimeProvider.System).SignInAsync(Domain.Realm, PrincipalName.User(user), password, [Companion], Cancellation);

    private static KdcTransport Transport(bool udp) => new(new KdcTransportOptions { UdpPreferenceLimit = udp ? 16_000 : 0 });

    private Task<ToolResult> ShareAsync(string user, byte[] hash) => _lab.Shell.RunAsync(
        "smbclient", ["-I", _lab.Record.DomainControllerAddress, "-U", $"{Domain.NetBiosName}\\{user}%{Convert.ToHexStringLower(hash)}", "--pw-nt-hash", "--use-kerberos=off", Domain.Share, "-c", "ls"], Cancellation);

    private static KdcRequest TgsRequest(HeldTicket ticket, IReadOnlyList<PaData> more)
    {
        var body = new KdcRequestBody(KdcOptions.Canonicalize, null, ticket.ServerRealm, PrincipalName.TicketGranting(ticket.ServerRealm), ticket.EndTime, null, 4711, [18, 17, 23]);
        var encoded = body.Encode();
        var key = ticket.SessionKey;
        var authenticator = new Authenticator(ticket.ClientRealm, ticket.Client, (int)key.ChecksumType, key.Checksum(KeyUsage.TgsReqBodyChecksum, encoded), DateTimeOffset.UtcNow, null);
        var proof = new ApReq(0, ticket.Ticket, new EncryptedData((int)key.Type, null, key.Encrypt(KeyUsage.TgsReqAuthenticator, authenticator.Encode())));
        return new KdcRequest(MessageType.TgsReq, [new PaData(PaDataType.TgsReq, proof.Encode()), .. more], body, encoded);
    }

    private static async Task<byte[]> ConverseAsync(KdcEndpoint kdc, byte[] request) =>
        (await new KdcTransport(new KdcTransportOptions { UdpPreferenceLimit = 0, Retries = 0 }).SendAsync([kdc], request, Cancellation)).Value;

    private async Task<OpenedList> ListAsync(params EncryptionType[] types)
    {
        var partial = _thief.Mint("alice");
        var reply = KdcReply.Parse(await ConverseAsync(Companion, TgsRequest(partial, [KeyList.Request(types)]).Encode())).Value;
        return new OpenedList(partial, EncKdcReplyPart.Parse(partial.SessionKey.Decrypt(KeyUsage.TgsRepBySessionKey, reply.EncryptedPart.Cipher).Value).Value);
    }

    private sealed record OpenedList(HeldTicket Partial, EncKdcReplyPart Part) : IDisposable
    {
        public void Dispose() => Partial.Dispose();
    }
}
