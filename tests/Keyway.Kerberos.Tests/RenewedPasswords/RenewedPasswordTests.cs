using Keyway.Errors;
using Keyway.Kerberos.Pac;
using Keyway.Kerberos.RenewedPasswords;

namespace Keyway.Kerberos.Tests.RenewedPasswords;

/// <summary>A domain's word for a changed password. That a real one speaks so is shown in the lab.</summary>
public sealed class RenewedPasswordTests
{
    private const string Realm = "CONTOSO.CORP.COM";

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly KerberosKey Key = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
    private static readonly SecurityIdentifier Alice = SecurityIdentifier.Parse("S-1-5-21-1-2-3-1104").Value;
    private static readonly AnsweringDomain Domain = new(Key, Alice, Now);

    [Fact]
    public void The_domain_tells_whose_password_it_is_when_it_was_set_and_until_when_it_holds()
    {
        Assert.Equal(new RenewedPassword(Alice, Now, Now.AddDays(42)), RenewedPassword.Verify(Domain.Answer(), Key, Realm, Patience, Now).Value);

        var forEver = Domain with { MustChange = FileTime.Never };
        Assert.Null(RenewedPassword.Verify(forEver.Answer(), Key, "contoso.corp.com", Patience, Now).Value.MustChange);
    }

    public static TheoryData<string> Attacks => [.. Forgeries.Keys];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void K16_nobody_but_the_domain_says_that_a_password_was_changed(string attack)
    {
        var refused = RenewedPassword.Verify(Forgeries[attack].Answer(), Key, Realm, Patience, Now);

        Assert.False(refused.Succeeded, attack);
        Assert.Contains(refused.Refusal.Error, (KeywayError[])[Catalogue.Kerberos.PasswordUnproven, Catalogue.Kerberos.PacSignatureInvalid, Catalogue.Kerberos.PacMissing]);
    }

    [Fact]
    public void K16_no_mutated_answer_is_believed()
    {
        var answer = Domain.Answer();
        for (var index = 0; index < answer.Length; index++)
        {
            var mutated = (byte[])answer.Clone();
            mutated[index] ^= 0x01;
            var read = RenewedPassword.Verify(mutated, Key, Realm, Patience, Now);

            // Outside of what is sealed stand names that nobody looks at.
            if (read.Succeeded)
                Assert.Equal(Alice, read.Value.User);
        }

        for (var length = 0; length < answer.Length; length++)
            Assert.False(RenewedPassword.Verify(answer.AsMemory(0, length), Key, Realm, Patience, Now).Succeeded);
    }

    private static Dictionary<string, AnsweringDomain> Forgeries => new()
    {
        ["sealed by somebody who does not know the question's key"] = Domain with { SessionKey = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1) },
        ["a ticket that was only seen on its way"] = Domain with { HolderKey = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1) },
        ["a PAC that the client put there"] = Domain with { Signer = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1) },
        ["no PAC"] = Domain with { WithPac = false },
        ["a ticket from the morning, when the password was good"] = Domain with { AuthTime = Now.AddMinutes(-11) },
        ["a ticket from tomorrow"] = Domain with { AuthTime = Now.AddMinutes(6) },
        ["a ticket that is over"] = Domain with { End = Now },
        ["a ticket that is not valid yet"] = Domain with { Flags = TicketFlags.Invalid },
        ["an old authenticator"] = Domain with { Clock = Now.AddMinutes(-6) },
        ["somebody else's authenticator"] = Domain with { Holder = "mallory" },
        ["a client of another realm"] = Domain with { Realm = "FABRIKAM.CORP.COM" },
        ["a service of another realm"] = Domain with { TicketRealm = "FABRIKAM.CORP.COM" },
        ["a password that must be changed"] = Domain with { MustChange = 0 },
        ["a password that is expired by now"] = Domain with { MustChange = FileTime.From(Now) },
        ["a password of before the year 1601"] = Domain with { MustChange = -1 },
        ["an old password, in a ticket from just before the administrator demanded another"] = Domain with { LastSet = FileTime.From(Now.AddMinutes(-11)) },
        ["a password that was never set"] = Domain with { LastSet = 0 },
    };
}
