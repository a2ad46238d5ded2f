using System.Formats.Cbor;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>The rules of CTAP 2.1 that a well-behaved host never meets.</summary>
public sealed class AuthenticatorTests
{
    public static TheoryData<int> PinProtocols => [1, 2];

    [Theory]
    [MemberData(nameof(PinProtocols))]
    public void A_token_is_good_for_one_touch(int protocol)
    {
        using var raw = new RawKey();
        Assert.Equal(CtapStatus.Ok, raw.Host.SetPin(RawKey.Pin, protocol));
        byte[] token = raw.Host.GetToken(RawKey.Pin, protocol).Token;
        Assert.Equal(CtapStatus.Ok, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, token, protocol))));
        Assert.Equal(CtapStatus.PinAuthInvalid, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, token, protocol))));
        Assert.Equal(CtapStatus.PinAuthInvalid, raw.GetAssertion(RawKey.SignIn(more: RawKey.Proof(6, token, protocol))));
    }

    [Theory]
    [MemberData(nameof(PinProtocols))]
    public void A_token_of_the_older_command_is_good_for_any_site(int protocol)
    {
        using var raw = new RawKey();
        raw.Host.SetPin(RawKey.Pin, protocol);
        byte[] token = raw.Host.GetToken(RawKey.Pin, protocol, permissions: null).Token;
        Assert.Equal(CtapStatus.Ok, raw.MakeCredential(RawKey.Registration(site: "any.example", more: RawKey.Proof(8, token, protocol))));
    }

    [Fact]
    public void A_token_is_good_for_its_site_its_operation_and_its_protocol_only()
    {
        using var raw = new RawKey();
        raw.Host.SetPin(RawKey.Pin, 2);
        byte[] token = raw.Host.GetToken(RawKey.Pin, 2, permissions: 1).Token;
        Assert.Equal(CtapStatus.PinAuthInvalid, raw.MakeCredential(RawKey.Registration(site: "other.example", more: RawKey.Proof(8, token, 2))));
        Assert.Equal(CtapStatus.PinAuthInvalid, raw.GetAssertion(RawKey.SignIn(more: RawKey.Proof(6, token, 2))));
        Assert.Equal(CtapStatus.PinAuthInvalid, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, token, 1))));
        Assert.Equal(CtapStatus.InvalidParameter, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, token, 3))));
        Assert.Equal(CtapStatus.Ok, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, token, 2))));
    }

    [Fact]
    public void A_token_grows_old_and_a_newer_one_replaces_it()
    {
        using var raw = new RawKey();
        raw.Host.SetPin(RawKey.Pin, 2);
        byte[] old = raw.Host.GetToken(RawKey.Pin, 2).Token;
        byte[] young = raw.Host.GetToken(RawKey.Pin, 1).Token;
        Assert.Equal(CtapStatus.PinAuthInvalid, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, old, 2))));
        raw.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(CtapStatus.PinAuthInvalid, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, young, 1))));
    }

    [Fact]
    public void A_reset_ends_the_tokens_of_the_old_pin()
    {
        using var raw = new RawKey();
        raw.Host.SetPin(RawKey.Pin, 2);
        byte[] token = raw.Host.GetToken(RawKey.Pin, 2).Token;
        Assert.Equal(CtapStatus.Ok, raw.Host.Command(0x07).Status);
        Assert.Equal(CtapStatus.PinAuthInvalid, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, token, 2))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public void A_token_without_a_known_permission_is_not_given(int permissions)
    {
        using var raw = new RawKey();
        raw.Host.SetPin(RawKey.Pin, 2);
        Assert.Equal(CtapStatus.InvalidParameter, raw.Host.GetToken(RawKey.Pin, 2, permissions).Status);
    }

    [Fact]
    public void A_token_for_more_than_this_key_can_or_for_no_site_is_not_given()
    {
        using var raw = new RawKey();
        raw.Host.SetPin(RawKey.Pin, 2);
        Assert.Equal(CtapStatus.UnauthorizedPermission, raw.Host.GetToken(RawKey.Pin, 2, permissions: 3 | 8).Status);
        Assert.Equal(CtapStatus.MissingParameter, raw.Host.GetToken(RawKey.Pin, 2, relyingPartyId: null).Status);
        Assert.Equal(8, raw.Host.GetRetries());
    }

    [Theory]
    [MemberData(nameof(PinProtocols))]
    public void A_second_set_pin_is_refused(int protocol)
    {
        using var raw = new RawKey();
        Assert.Equal(CtapStatus.Ok, raw.Host.SetPin(RawKey.Pin, protocol));
        Assert.Equal(CtapStatus.PinAuthInvalid, raw.Host.SetPin("0000", protocol));
        Assert.Equal(CtapStatus.Ok, raw.Host.GetToken(RawKey.Pin, protocol).Status);
    }

    [Theory]
    [InlineData("123")]
    [InlineData("äöü")]
    [InlineData("")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234")]
    public void A_pin_that_breaks_the_policy_is_refused_by_the_key_too(string pin)
    {
        using var raw = new RawKey();
        Assert.Equal(CtapStatus.PinPolicyViolation, raw.Host.SetPin(pin, 2));
        Assert.Equal(CtapStatus.PinNotSet, raw.Host.GetToken(pin, 2).Status);
    }

    [Fact]
    public void Assertions_follow_one_another_only_at_once_and_on_one_channel()
    {
        using var raw = new RawKey();
        Assert.Equal(CtapStatus.Ok, raw.MakeCredential(RawKey.Registration("alice")));
        Assert.Equal(CtapStatus.Ok, raw.MakeCredential(RawKey.Registration("bob")));
        Assert.Equal(CtapStatus.NotAllowed, raw.Host.Command(0x08).Status);

        Assert.Equal(CtapStatus.Ok, raw.GetAssertion(RawKey.SignIn()));
        Assert.Equal(CtapStatus.Ok, raw.Host.Command(0x08).Status);
        Assert.Equal(CtapStatus.NotAllowed, raw.Host.Command(0x08).Status);

        Assert.Equal(CtapStatus.Ok, raw.GetAssertion(RawKey.SignIn()));
        raw.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(CtapStatus.NotAllowed, raw.Host.Command(0x08).Status);

        Assert.Equal(CtapStatus.Ok, raw.GetAssertion(RawKey.SignIn()));
        Assert.Equal(CtapStatus.Ok, raw.Host.Command(0x04).Status);
        Assert.Equal(CtapStatus.NotAllowed, raw.Host.Command(0x08).Status);

        Assert.Equal(CtapStatus.Ok, raw.GetAssertion(RawKey.SignIn()));
        Assert.Equal(CtapStatus.NotAllowed, new CtapHost(raw.Key.Port).Command(0x08).Status);
    }

    [Fact]
    public void A_reset_erases_credentials_and_pin_but_only_right_after_plugging_in()
    {
        using var raw = new RawKey();
        raw.Host.SetPin(RawKey.Pin, 2);
        byte[] token = raw.Host.GetToken(RawKey.Pin, 2).Token;
        Assert.Equal(CtapStatus.Ok, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, token, 2))));
        Assert.Equal(CtapStatus.Ok, raw.Host.Command(0x07).Status);
        Assert.Equal(CtapStatus.NoCredentials, raw.GetAssertion(RawKey.SignIn()));
        Assert.Equal(CtapStatus.PinNotSet, raw.Host.GetToken(RawKey.Pin, 2).Status);
        Assert.Equal(8, raw.Host.GetRetries());

        Assert.Equal(CtapStatus.Ok, raw.MakeCredential(RawKey.Registration()));
        raw.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(CtapStatus.NotAllowed, raw.Host.Command(0x07).Status);
        Assert.Equal(CtapStatus.Ok, raw.GetAssertion(RawKey.SignIn()));
    }

    [Fact]
    public void A_reset_needs_a_touch()
    {
        using var raw = new RawKey(touch: (_, _) => false);
        Assert.Equal(CtapStatus.OperationDenied, raw.Host.Command(0x07).Status);
    }

    [Fact]
    public void An_empty_proof_asks_which_key_is_meant()
    {
        using var raw = new RawKey();
        Action<CborWriter> emptyProof = writer =>
        {
            writer.Entry(8, (byte[])[]);
            writer.Entry(9, 2);
        };
        Assert.Equal(CtapStatus.PinNotSet, raw.MakeCredential(RawKey.Registration(more: emptyProof)));
        raw.Host.SetPin(RawKey.Pin, 2);
        Assert.Equal(CtapStatus.PinInvalid, raw.MakeCredential(RawKey.Registration(more: emptyProof)));
        Assert.Equal(8, raw.Host.GetRetries());
        Assert.Equal(CtapStatus.Ok, raw.Host.Command(0x0B).Status);
    }

    [Fact]
    public void Options_that_the_key_lacks_are_refused()
    {
        using var raw = new RawKey();
        raw.MakeCredential(RawKey.Registration());
        Assert.Equal(CtapStatus.InvalidOption, raw.GetAssertion(RawKey.SignIn(more: writer => writer.Entry(5, ("uv", true)))));
        Assert.Equal(CtapStatus.UnsupportedOption, raw.GetAssertion(RawKey.SignIn(more: writer => writer.Entry(5, ("rk", true)))));
        Assert.Equal(CtapStatus.Ok, raw.GetAssertion(RawKey.SignIn(more: writer => writer.Entry(5, ("unheard-of", true)))));
        Assert.Equal(CtapStatus.InvalidParameter, raw.MakeCredential(RawKey.Registration(more: writer => writer.Entry(10, 1))));
        Assert.Equal(CtapStatus.InvalidOption, raw.MakeCredential(RawKey.Registration(more: writer => writer.Entry(6, ("credProtect", 4)))));
    }

    [Fact]
    public void Without_a_touch_the_key_says_that_nobody_was_there()
    {
        using var raw = new RawKey(touch: (_, _) => throw new InvalidOperationException("asked"));
        Assert.Equal(CtapStatus.NoCredentials, raw.GetAssertion(RawKey.SignIn(more: writer => writer.Entry(5, ("up", false)))));

        using var other = new RawKey();
        other.MakeCredential(RawKey.Registration());
        (CtapStatus status, byte[] body) = other.Host.Command(0x02, RawKey.SignIn(more: writer => writer.Entry(5, ("up", false))));
        Assert.Equal(CtapStatus.Ok, status);
        Assert.Equal(0, AuthenticatorData(body)[32]);
    }

    [Fact]
    public void An_algorithm_that_the_key_lacks_is_refused()
    {
        using var raw = new RawKey();
        Assert.Equal(CtapStatus.UnsupportedAlgorithm, raw.MakeCredential(writer =>
        {
            writer.Entry(1, KeyBench.Hash("hash"));
            writer.Entry(2, ("id", KeyBench.Site));
            writer.Entry(3, ("id", new byte[] { 1 }));
            writer.List(4, [("alg", -257), ("type", "public-key")], [("alg", -7), ("type", "private-key")]);
        }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A0")]
    [InlineData("80")]
    [InlineData("A101")]
    [InlineData("A1015820")]
    [InlineData("BF0101FF")]
    [InlineData("BFFF")]
    [InlineData("A10101A0")]
    [InlineData("A201010101")]
    [InlineData("A202010101")]
    [InlineData("A1011B8000000000000000")]
    [InlineData("A1013B8000000000000000")]
    [InlineData("BBFFFFFFFFFFFFFFFF")]
    [InlineData("A1015BFFFFFFFFFFFFFFFF")]
    [InlineData("A101F97E00")]
    [InlineData("A101C000")]
    [InlineData("A101F6")]
    [InlineData("A10161FF")]
    [InlineData("A101818181818180")]
    [InlineData("A118010100")]
    public void Malformed_parameters_are_refused_for_every_command(string hex)
    {
        using var raw = new RawKey();
        CtapStatus[] malformed = [CtapStatus.InvalidCbor, CtapStatus.UnexpectedType, CtapStatus.MissingParameter];
        foreach (byte command in new byte[] { 0x01, 0x02, 0x06, 0x0A, 0x0D, 0x41 })
        {
            raw.Host.Send(raw.Host.Channel, 0x10, [command, .. Convert.FromHexString(hex)]);
            Assert.Contains(raw.Host.Answer().Status, malformed);
        }
    }

    [Fact]
    public void Unknown_empty_and_oversized_commands_are_refused()
    {
        using var raw = new RawKey();
        Assert.Equal(CtapStatus.InvalidCommand, raw.Host.Command(0x40).Status);
        raw.Host.Send(raw.Host.Channel, 0x10, []);
        Assert.Equal(CtapStatus.InvalidLength, raw.Host.Answer().Status);
        raw.Host.Send(raw.Host.Channel, 0x10, new byte[2049]);
        Assert.Equal(CtapStatus.RequestTooLarge, raw.Host.Answer().Status);
        Assert.Equal(CtapStatus.InvalidSubcommand, raw.Host.Command(0x06, writer => writer.Entry(2, 7)).Status);
        Assert.Equal(CtapStatus.MissingParameter, raw.Host.Command(0x06, writer => writer.Entry(2, 2)).Status);
    }

    [Fact]
    public void A_key_agreement_with_a_point_off_the_curve_is_refused()
    {
        using var raw = new RawKey();
        raw.Host.SetPin(RawKey.Pin, 2);
        Assert.Equal(CtapStatus.InvalidParameter, raw.Host.Command(0x06, writer =>
        {
            writer.Entry(1, 2);
            writer.Entry(2, 5);
            writer.WriteInt32(3);
            writer.WriteStartMap(5);
            writer.Entry(1, 2);
            writer.Entry(3, -25);
            writer.Entry(-1, 1);
            writer.Entry(-2, KeyBench.Hash("x"));
            writer.Entry(-3, KeyBench.Hash("y"));
            writer.WriteEndMap();
            writer.Entry(6, new byte[32]);
        }).Status);
        Assert.Equal(8, raw.Host.GetRetries());
    }

    private static byte[] AuthenticatorData(byte[] reply)
    {
        var reader = new CborReader(reply, CborConformanceMode.Ctap2Canonical);
        reader.ReadStartMap();
        Assert.Equal(1, reader.ReadInt32());
        reader.SkipValue();
        Assert.Equal(2, reader.ReadInt32());
        return reader.ReadByteString();
    }
}
