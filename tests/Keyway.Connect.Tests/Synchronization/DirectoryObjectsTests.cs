using System.Text;
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
    public void Of_too_many_certificates_those_that_name_the_computer_are_taken()
    {
        var computer = SyncBench.Computer(51);
        var own = Encoding.ASCII.GetBytes("..." + computer.ObjectGuid.ToString("D"));
        var many = computer with { UserCertificates = [.. Enumerable.Range(0, 20).Select(number => new[] { (byte)number }), own] };

        Assert.True(ContractsJson.TryRead(Objects.Of(many).Content.Span, ContractsJson.Default.ScimDevice, out var device));

        Assert.Equal(DirectoryObjects.MostCertificates, device.Certificates!.Count);
        Assert.Contains(Convert.ToBase64String(own), device.Certificates);
        Assert.Equal(new OnPremisesDevice("PC51$", "contoso.corp.com", Samples.DomainSid + "-2051"), device.OnPremises);
    }
}
