using Keyway.Connect.Synchronization;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Tests.Synchronization;

public sealed class DirectoryObjectsTests
{
    private static readonly DirectoryObjects Objects = new(Samples.Domain);

    [Fact]
    public void A_person_carries_what_the_server_must_know_to_refuse_what_the_domain_would_refuse()
    {
        var alice = Samples.User(1, "alice") with { AccountExpires = Samples.KeyTime, PasswordExpires = Samples.KeyTime.AddTicks(77), MustChangePassword = true, Enabled = false, AdminCount = true };

        var made = Objects.Of(alice);

        Assert.True(ContractsJson.TryRead(made.Content.Span, ContractsJson.Default.ScimUser, out var user));
        Assert.Equal((ObjectKind.User, "alice@contoso.corp.com", alice.Dn), (made.Kind, made.Name, made.Dn));
        Assert.Equal(("alice@contoso.corp.com", false, alice.ObjectGuid.ToString("D"), null), (user.UserName, user.Active, user.ExternalId, user.Id));
        Assert.Equal([ScimSchemas.User, ScimSchemas.OnPremises], user.Schemas);
        Assert.Equal("alice@contoso.corp.com", Assert.Single(user.Emails!).Value);
        Assert.Equal(
            new OnPremisesUser("alice", "contoso.corp.com", "CONTOSO", Samples.DomainSid + "-2001", Samples.KeyTime, true, Samples.KeyTime, Samples.DomainSid + "-513", true, Samples.KeyTime),
            user.OnPremises);
    }

    [Fact]
    public void Without_a_user_principal_name_the_implicit_one_is_used() => Assert.Equal("bob@contoso.corp.com", Objects.Of(Samples.User(1, "bob") with { UserPrincipalName = null }).Name);

    [Theory]
    [InlineData(null, "bob")]
    [InlineData(" ", "bob")]
    [InlineData("Bob B", "Bob B")]
    public void Everyone_has_a_name_to_be_shown(string? displayName, string expected)
    {
        Assert.True(ContractsJson.TryRead(Objects.Of(Samples.User(1, "bob") with { DisplayName = displayName }).Content.Span, ContractsJson.Default.ScimUser, out var user));
        Assert.Equal(expected, user.DisplayName);
    }

    [Fact]
    public void A_server_that_says_the_same_in_other_words_says_the_same()
    {
        var made = Objects.Of(Samples.User(1, "alice") with { AccountExpires = Samples.KeyTime });
        Assert.True(ContractsJson.TryRead(made.Content.Span, ContractsJson.Default.ScimUser, out var user));

        var held = user with
        {
            Id = "x",
            Schemas = [],
            Meta = new ScimMeta("User"),
            Emails = [new ScimEmail("alice@contoso.corp.com", false)],
            OnPremises = user.OnPremises! with { AccountExpires = Samples.KeyTime.ToOffset(TimeSpan.Zero) },
        };

        Assert.Equal(made.Fingerprint, Fingerprint.Of(Fingerprint.Normal(held)));
        Assert.NotEqual(made.Fingerprint, Fingerprint.Of(Fingerprint.Normal(held with { DisplayName = "Alice" })));
    }

    [Fact]
    public void Only_certificates_that_name_the_computer_are_sent_and_not_too_many()
    {
        var computer = SyncBench.Computer(51);
        var own = computer.UserCertificates[0];
        var others = Enumerable.Range(0, 20).Select(number => new[] { (byte)number }).Append(SyncBench.Computer(52).UserCertificates[0]);
        var many = computer with { UserCertificates = [.. others, .. Enumerable.Repeat(own, 20)] };

        Assert.True(ContractsJson.TryRead(Objects.Of(many).Content.Span, ContractsJson.Default.ScimDevice, out var device));

        Assert.Equal(DirectoryObjects.MostCertificates, device.Certificates!.Count);
        Assert.All(device.Certificates, certificate => Assert.Equal(Convert.ToBase64String(own), certificate));
        Assert.Equal(new OnPremisesDevice("PC51$", "contoso.corp.com", Samples.DomainSid + "-2051"), device.OnPremises);
    }

    [Fact]
    public async Task A_computer_that_has_certificates_of_others_alone_does_not_ask_to_be_joined()
    {
        using var bench = new SyncBench();
        bench.Domain.Put(SyncBench.Computer(51));
        bench.Domain.Put(SyncBench.Computer(52) with { UserCertificates = [SyncBench.Computer(51).UserCertificates[0], [1, 2, 3]] });
        await bench.CycleAsync();
        Assert.Equal([Samples.Anchor(51).ToString("D")], bench.Server.Devices.Values.Select(device => device.ExternalId));
    }

    [Fact]
    public void A_name_that_is_only_shown_keeps_nobody_out()
    {
        var made = Objects.Of(Samples.User(1, "alice") with { DisplayName = "a\t\u0000b" + new string('x', 400) });
        Assert.True(ContractsJson.TryRead(made.Content.Span, ContractsJson.Default.ScimUser, out var user));
        Assert.Equal("a  b" + new string('x', 252), user.DisplayName);
    }
}
