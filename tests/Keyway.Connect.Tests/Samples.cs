using System.Security.Cryptography;
using System.Text.Json;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Reading;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Contracts.Provisioning;
using Keyway.Kerberos.Pac;

namespace Keyway.Connect.Tests;

/// <summary>Objects as a domain and a server hold them, for tests to vary.</summary>
internal static class Samples
{
    public static readonly SecurityIdentifier DomainSid = SecurityIdentifier.Parse("S-1-5-21-846651690-3719203525-2489871209").Value;

    public static readonly DateTimeOffset KeyTime = new(2026, 11, 22, 10, 20, 30, TimeSpan.Zero);

    public static readonly DomainFacts Domain = new()
    {
        DnsName = "contoso.corp.com",
        NetBiosName = "CONTOSO",
        Sid = DomainSid,
        ObjectGuid = new Guid("0b1f1a66-7d0b-4fd5-8d8d-3c9b3f0f4b55"),
        DistinguishedName = "DC=contoso,DC=corp,DC=com",
        ForestDnsName = "contoso.corp.com",
    };

    public static readonly RSA PublicationRsa = RSA.Create(3072);

    public static KerberosServerDescription Description() => new()
    {
        Id = 12491,
        Name = "AzureADKerberos",
        UserAccount = "CN=krbtgt_AzureAD,CN=Users,DC=contoso,DC=corp,DC=com",
        ComputerAccount = "CN=AzureADKerberos,OU=Domain Controllers,DC=contoso,DC=corp,DC=com",
        DisplayName = "krbtgt_12491",
        DomainDnsName = "contoso.corp.com",
        NetBiosName = "CONTOSO",
        DomainSid = DomainSid,
        UserAccountSid = DomainSid.Child(1201),
        ComputerAccountSid = DomainSid.Child(1200),
        TicketKeyVersion = 2,
        KeyVersion = 4217,
        KeyUpdatedOn = KeyTime,
        KeyUpdatedFrom = "dc1.contoso.corp.com",
        AllowGroups = [new RevealGroup("CN=Security Key Users,CN=Users,DC=contoso,DC=corp,DC=com", DomainSid.Child(1103), "Security Key Users")],
        DenyGroups = [new RevealGroup("CN=Administrators,CN=Builtin,DC=contoso,DC=corp,DC=com", SecurityIdentifier.Parse("S-1-5-32-544").Value, "Administrators")],
        ServiceConnectionPoint = "CN=900274c4-b7d2-43c8-90ee-00a9f650e335,CN=AzureAD,CN=System,DC=contoso,DC=corp,DC=com",
        Faults = [],
    };

    public static KerberosServerState State() => new("AzureADKerberos", "krbtgt_12491", "contoso.corp.com", 12491, 4217, KeyTime, 3, 7, [DomainSid.Child(1103).ToString()], ["S-1-5-32-544"], true);

    public static byte[] PublicationKey() => JsonSerializer.SerializeToUtf8Bytes(
        new PublicationKey(PublicationJwe.KeyId(PublicationRsa), Convert.ToBase64String(PublicationRsa.ExportSubjectPublicKeyInfo()), new Guid("7d4b1a2e-95bb-4f9d-9e0d-0c35a0f1d2aa")),
        ContractsJson.Default.PublicationKey);

    public static Guid Anchor(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    public static DirectoryUser User(int number, string name) => new()
    {
        ObjectGuid = Anchor(number),
        Sid = DomainSid.Child((uint)(2000 + number)),
        Dn = $"CN={name},CN=Users,DC=contoso,DC=corp,DC=com",
        SamAccountName = name,
        UserPrincipalName = name + "@contoso.corp.com",
        DisplayName = name,
        Mail = name + "@contoso.corp.com",
        Enabled = true,
        PasswordLastSet = KeyTime,
        MustChangePassword = false,
        PrimaryGroupId = 513,
    };

    public static DirectoryGroup Group(int number, string name) => new()
    {
        ObjectGuid = Anchor(number),
        Sid = DomainSid.Child((uint)(2000 + number)),
        Dn = $"CN={name},CN=Users,DC=contoso,DC=corp,DC=com",
        SamAccountName = name,
        IsSecurityGroup = true,
    };

    public static ScimUser Held(string id, ScimUser user) => user with { Id = id, Meta = new ScimMeta("User", Version: "W/\"1\"") };

    public static ScimGroup HeldGroup(string id, Guid anchor, string name, OnPremisesGroup onPremises, params IReadOnlyList<string> members) => new(
        [ScimSchemas.Group, ScimSchemas.OnPremises], name, id, anchor.ToString("D"), [.. members.Select(member => new ScimMember(member))], onPremises);
}
