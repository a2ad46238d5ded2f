using Keyway.Errors;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;

namespace Keyway.Kerberos.Tests.Pac;

public sealed class PrivilegeAttributeCertificateTests
{
    private static readonly VectorFile Recorded = VectorFile.Open("recorded.json");

    [Fact]
    public void What_a_domain_controller_signed_is_verified_and_read()
    {
        foreach (var vector in Recorded.Cases("ticket"))
        {
            using var serverKey = vector.Aes256("serverKey");
            using var kdcKey = vector.Aes256("kdcKey");
            var expected = vector.GetProperty("expected");
            var pac = PacOf(vector.Bytes("ticket"), serverKey);
            Assert.True(pac.Verify(serverKey, kdcKey).Succeeded);
            Assert.Equal(expected.GetProperty("buffers").EnumerateArray().Select(type => (PacBufferType)type.GetInt32()), pac.Buffers.Select(buffer => buffer.Type));

            var info = LogonInfo.Parse(pac.Buffer(PacBufferType.LogonInfo).Value).Value;
            Assert.Equal(expected.Text("userSid"), info.UserSid.ToString());
            Assert.Equal(expected.Text("effectiveName"), info.EffectiveName);
            Assert.Equal(expected.Text("logonDomainName"), info.LogonDomainName);
            Assert.Equal(expected.Text("logonServer"), info.LogonServer);
            Assert.Equal(expected.GetProperty("groups").EnumerateArray().Select(group => group.GetUInt32()), info.Groups.Select(group => group.RelativeIdentifier));
            Assert.Equal(expected.GetProperty("extraSids").EnumerateArray().Select(sid => sid.GetString()), info.ExtraSids.Select(extra => extra.Sid.ToString()));

            Assert.Equal(expected.Text("client"), ClientInfo.Parse(pac.Buffer(PacBufferType.ClientInfo).Value).Value.Name);
            Assert.Equal("alice@contoso.corp.com", UpnDnsInfo.Parse(pac.Buffer(PacBufferType.UpnDnsInfo).Value).Value.UserPrincipalName);
        }
    }

    [Fact]
    public void Logon_information_of_a_domain_controller_is_written_as_it_was_read()
    {
        foreach (var vector in Recorded.Cases("ticket"))
        {
            using var serverKey = vector.Aes256("serverKey");
            var buffer = PacOf(vector.Bytes("ticket"), serverKey).Buffer(PacBufferType.LogonInfo).Value;
            Assert.Equal(buffer, LogonInfo.Parse(buffer).Value.Encode());
        }
    }

    [Fact]
    public void A_forged_or_broken_pac_is_refused()
    {
        foreach (var vector in VectorFile.Open("refusals.json").Cases("pac-verify"))
        {
            using var serverKey = vector.Aes256("serverKey");
            using var kdcKey = vector.Aes256("kdcKey");
            var refusal = PrivilegeAttributeCertificate.Parse(vector.Bytes("pac")).TryGet(out var pac, out var malformed)
                ? pac.Verify(serverKey, kdcKey).Refusal
                : malformed;
            Assert.True(vector.Number("number") == refusal.Error.Number, vector.Text("about"));
        }
    }

    [Fact]
    public void A_service_without_the_kdc_key_still_checks_its_own_signature()
    {
        using var serverKey = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        using var kdcKey = KerberosKey.Random(EncryptionType.Rc4Hmac);
        using var other = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        var pac = PrivilegeAttributeCertificate.Parse(PrivilegeAttributeCertificate.Build([new PacBuffer(PacBufferType.Requestor, [1, 2, 3])], serverKey, kdcKey, null)).Value;
        Assert.True(pac.Verify(serverKey, null).Succeeded);
        Assert.True(pac.Verify(serverKey, kdcKey).Succeeded);
        Assert.Equal(Catalogue.Kerberos.PacSignatureInvalid, pac.Verify(other, null).Refusal.Error);
        Assert.Equal(Catalogue.Kerberos.PacSignatureInvalid, pac.Verify(serverKey, other).Refusal.Error);
    }

    [Fact]
    public void Logon_information_with_all_its_parts_comes_back()
    {
        var sid = SecurityIdentifier.Parse("S-1-5-21-1-2-3").Value;
        var info = new LogonInfo
        {
            EffectiveName = "ä",
            FullName = "odd",
            LogonScript = "s",
            ProfilePath = "pp",
            HomeDirectory = "h",
            HomeDirectoryDrive = "Z:",
            LogonServer = "DC",
            LogonDomainName = "D",
            LogonDomainId = sid,
            UserId = 7,
            Groups = [new GroupMembership(513, 7), new GroupMembership(1, 0)],
            ExtraSids = [new SidAndAttributes(SecurityIdentifier.Parse("S-1-18-1").Value, 7), new SidAndAttributes(sid.Child(9), 1)],
            ResourceGroupDomain = sid,
            ResourceGroups = [new GroupMembership(2000, 0x2000_0007)],
            UserFlags = 0x220,
            LogonCount = 3,
            BadPasswordCount = 4,
        };
        var again = LogonInfo.Parse(info.Encode()).Value;
        Assert.Equal(info.Encode(), again.Encode());
        Assert.Equal(info.Groups, again.Groups);
        Assert.Equal(info.ExtraSids, again.ExtraSids);
        Assert.Equal(info.ResourceGroups, again.ResourceGroups);
        Assert.Equal("Z:", again.HomeDirectoryDrive);
    }

    private static PrivilegeAttributeCertificate PacOf(byte[] ticket, KerberosKey key)
    {
        var part = EncTicketPart.Parse(key.Decrypt(KeyUsage.Ticket, Ticket.Parse(ticket).Value.EncryptedPart.Cipher).Value).Value;
        return PrivilegeAttributeCertificate.Parse(AuthorizationDataElement.FindPac(part.AuthorizationData).Value).Value;
    }
}
