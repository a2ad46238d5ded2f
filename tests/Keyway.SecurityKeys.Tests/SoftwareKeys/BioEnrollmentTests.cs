using System.Formats.Cbor;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>Hosts that use the sensor of a key without the right to, or as hosts of another age did (CTAP 2.1, 6.5.5.7.3 and 6.7).</summary>
public sealed class BioEnrollmentTests
{
    private const byte Command = 0x09;
    private const byte Preview = 0x40;
    private const int Enrol = 8;
    private const int Begin = 1;
    private const int Next = 2;
    private const int List = 4;

    [Theory]
    [InlineData(Command)]
    [InlineData(Preview)]
    public void W14_nothing_of_a_finger_is_told_or_changed_without_a_proof_for_it(byte command)
    {
        using RawKey raw = KeyWithPin();
        foreach (int subcommand in new[] { Begin, Next, List, 5, 6 })
            Assert.Equal(CtapStatus.PinRequired, raw.Host.Command(command, writer => Wanted(writer, subcommand)).Status);
        foreach (int permissions in new[] { 4, 0x20 })
            Assert.Equal(CtapStatus.PinAuthInvalid, Proven(raw, command, List, raw.Host.GetToken(RawKey.Pin, 2, permissions, null).Token).Status);
        byte[] token = Token(raw);
        Assert.Equal(CtapStatus.PinAuthInvalid, Proven(raw, command, List, token, provenSubcommand: Begin).Status);
        Assert.Equal(CtapStatus.InvalidOption, Proven(raw, command, List, token).Status);

        // What says nothing of fingers needs none: the kind, the sensor, and the end of an enrolment.
        Assert.Equal(CtapStatus.Ok, raw.Host.Command(command, writer =>
        {
            writer.WriteInt32(6);
            writer.WriteBoolean(true);
        }).Status);
        Assert.Equal(CtapStatus.Ok, raw.Host.Command(command, writer => Wanted(writer, 7)).Status);
        Assert.Equal(CtapStatus.Ok, raw.Host.Command(command, writer => Wanted(writer, 3)).Status);
        Assert.Equal(CtapStatus.InvalidSubcommand, raw.Host.Command(command, writer => Wanted(writer, 8)).Status);
        Assert.Equal(CtapStatus.MissingParameter, raw.Host.Command(command, writer => writer.Entry(1, 1)).Status);
        Assert.Equal(CtapStatus.UnsupportedOption, raw.Host.Command(command, writer =>
        {
            writer.Entry(1, 2);
            writer.Entry(2, 7);
        }).Status);
    }

    [Fact]
    public void A_key_without_sensor_knows_none_of_it()
    {
        using var raw = new RawKey();
        raw.Host.SetPin(RawKey.Pin, 2);
        Assert.Equal(CtapStatus.InvalidCommand, raw.Host.Command(Command, writer => Wanted(writer, 7)).Status);
        Assert.Equal(CtapStatus.InvalidSubcommand, raw.Host.Command(0x06, writer => writer.Entry(2, 7)).Status);
        Assert.Equal(CtapStatus.UnauthorizedPermission, raw.Host.GetToken(RawKey.Pin, 2, Enrol, null).Status);
    }

    [Fact]
    public void W14_a_token_lasts_while_an_enrolment_goes_on_and_no_longer()
    {
        var hand = new Hand();
        using RawKey raw = KeyWithPin(hand);
        byte[] token = Token(raw);
        (CtapStatus status, byte[] body) = Proven(raw, Command, Begin, token);
        Assert.Equal(CtapStatus.Ok, status);
        byte[] id = IdOf(body);
        foreach (string finger in new[] { Hand.Thumb, Hand.Index, Hand.Thumb })
        {
            hand.Finger = finger;
            raw.Time.Advance(TimeSpan.FromSeconds(25));
            Assert.Equal(CtapStatus.Ok, Proven(raw, Command, Next, token, id).Status);
        }

        raw.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(CtapStatus.PinAuthInvalid, Proven(raw, Command, Next, token, id).Status);
    }

    [Fact]
    public void W14_samples_of_another_enrolment_or_channel_are_not_taken()
    {
        using RawKey raw = KeyWithPin();
        byte[] token = Token(raw);
        byte[] id = IdOf(Proven(raw, Command, Begin, token).Body);
        Assert.Equal(CtapStatus.InvalidParameter, Proven(raw, Command, Next, token, new byte[16]).Status);
        var other = new CtapHost(raw.Key.Port);
        Assert.Equal(CtapStatus.NotAllowed, Proven(other, Command, Next, token, id).Status);
        raw.Host.GetRetries();
        Assert.Equal(CtapStatus.NotAllowed, Proven(raw, Command, Next, token, id).Status);
    }

    [Fact]
    public void A_finger_gives_a_token_for_all_but_the_configuration()
    {
        using RawKey raw = KeyWithFinger(new Hand());
        foreach (int permissions in new[] { 1, 2, 4, Enrol, 3 })
            Assert.Equal(CtapStatus.Ok, TokenByFinger(raw, permissions).Status);
        Assert.Equal(CtapStatus.UnauthorizedPermission, TokenByFinger(raw, 0x20).Status);
        Assert.Equal(CtapStatus.UnauthorizedPermission, TokenByFinger(raw, 0x10).Status);
        Assert.Equal(CtapStatus.InvalidParameter, TokenByFinger(raw, 0).Status);
        using RawKey none = KeyWithPin();
        Assert.Equal(CtapStatus.NotAllowed, TokenByFinger(none, 2).Status);
    }

    [Fact]
    public void W14_a_finger_is_a_touch_once()
    {
        int touches = 0;
        using RawKey raw = KeyWithFinger(new Hand(), (_, _) => ++touches > 0);
        byte[] token = TokenByFinger(raw, 1).Token;
        Assert.Equal(CtapStatus.Ok, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, token, 2))));
        Assert.Equal(0, touches);
        Assert.Equal(CtapStatus.PinAuthInvalid, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, token, 2))));
        byte[] byPin = raw.Host.GetToken(RawKey.Pin, 2).Token;
        Assert.Equal(CtapStatus.Ok, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, byPin, 2))));
        Assert.Equal(1, touches);
    }

    [Fact]
    public void W14_the_option_of_older_hosts_counts_tries_too_and_then_asks_for_the_pin()
    {
        var hand = new Hand();
        using RawKey raw = KeyWithFinger(hand);
        Action<CborWriter> byFinger = RawKey.SignIn(more: writer => writer.Entry(5, ("uv", true)));
        Assert.Equal(CtapStatus.Ok, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, raw.Host.GetToken(RawKey.Pin, 2).Token, 2))));
        Assert.Equal(CtapStatus.Ok, raw.GetAssertion(byFinger));
        hand.Finger = Hand.Thumb;
        for (int tries = 2; tries >= 0; tries--)
        {
            Assert.Equal(CtapStatus.PinRequired, raw.GetAssertion(byFinger));
            Assert.Equal(tries, UvRetries(raw));
        }

        hand.Finger = Hand.Index;
        Assert.Equal(CtapStatus.PinRequired, raw.GetAssertion(byFinger));
        Assert.Equal(CtapStatus.UvBlocked, TokenByFinger(raw, 2).Status);
        Assert.Equal(CtapStatus.Ok, raw.Host.GetToken(RawKey.Pin, 2).Status);
        Assert.Equal(CtapStatus.Ok, raw.GetAssertion(byFinger));
        Assert.Equal(3, UvRetries(raw));
    }

    [Fact]
    public void W14_mutated_commands_to_the_sensor_are_answered_with_one_status()
    {
        using RawKey raw = KeyWithFinger(new Hand());
        var random = new Random(14);
        for (int round = 0; round < 80; round++)
        {
            byte[] token = Token(raw);
            byte[] wanted = [0xA3, 0x01, 0x50, .. new byte[16], 0x02, 0x61, (byte)'x', 0x03, 0x18, 0x64];
            int subcommand = (round % 6) + 1;
            byte[] command = CtapHost.Message(Command, writer =>
            {
                Wanted(writer, subcommand);
                writer.WriteInt32(3);
                writer.WriteEncodedValue(wanted);
                writer.Entry(4, 2);
                writer.Entry(5, HostPinProtocol.Authenticate(2, token, [0x01, (byte)subcommand, .. wanted]));
            });
            raw.Host.Send(raw.Host.Channel, 0x10, round < 6 ? command : Mutation.Of(command, random));
            Assert.True(Enum.IsDefined(raw.Host.Answer().Status));
        }

        Assert.Equal(CtapStatus.Ok, TokenByFinger(raw, 2).Status);
    }

    private static RawKey KeyWithPin(Hand? hand = null, TouchPrompt? touch = null)
    {
        var raw = new RawKey(touch, new SoftwareKeyOptions { FingerprintSensor = true }, (hand ?? new Hand()).Touch);
        raw.Host.SetPin(RawKey.Pin, 2);
        return raw;
    }

    private static RawKey KeyWithFinger(Hand hand, TouchPrompt? touch = null)
    {
        RawKey raw = KeyWithPin(hand, touch);
        byte[] token = Token(raw);
        byte[] id = IdOf(Proven(raw, Command, Begin, token).Body);
        for (int sample = 0; sample < 3; sample++) Assert.Equal(CtapStatus.Ok, Proven(raw, Command, Next, token, id).Status);
        return raw;
    }

    private static byte[] Token(RawKey raw) => raw.Host.GetToken(RawKey.Pin, 2, Enrol, null).Token;

    private static (CtapStatus Status, byte[] Token) TokenByFinger(RawKey raw, int permissions)
    {
        HostPinProtocol agreed = raw.Host.AgreeOnKey(2);
        (CtapStatus status, byte[] body) = raw.Host.Command(0x06, writer =>
        {
            writer.Entry(1, 2);
            writer.Entry(2, 6);
            agreed.WriteKey(writer, 3);
            writer.Entry(9, permissions);
            if ((permissions & 3) != 0) writer.Entry(10, KeyBench.Site);
        });
        if (status != CtapStatus.Ok) return (status, []);
        var reader = new CborReader(body, CborConformanceMode.Ctap2Canonical);
        reader.ReadStartMap();
        Assert.Equal(2, reader.ReadInt32());
        return (status, agreed.Decrypt(reader.ReadByteString()));
    }

    private static int UvRetries(RawKey raw)
    {
        (CtapStatus status, byte[] body) = raw.Host.Command(0x06, writer => writer.Entry(2, 7));
        Assert.Equal(CtapStatus.Ok, status);
        var reader = new CborReader(body, CborConformanceMode.Ctap2Canonical);
        reader.ReadStartMap();
        Assert.Equal(5, reader.ReadInt32());
        return reader.ReadInt32();
    }

    private static void Wanted(CborWriter writer, int subcommand)
    {
        writer.Entry(1, 1);
        writer.Entry(2, subcommand);
    }

    private static (CtapStatus Status, byte[] Body) Proven(RawKey raw, byte command, int subcommand, byte[] token, byte[]? id = null, int? provenSubcommand = null) =>
        Proven(raw.Host, command, subcommand, token, id, provenSubcommand);

    private static (CtapStatus Status, byte[] Body) Proven(CtapHost host, byte command, int subcommand, byte[] token, byte[]? id = null, int? provenSubcommand = null)
    {
        byte[] wanted = [];
        if (id is not null)
        {
            var map = new CborWriter(CborConformanceMode.Ctap2Canonical);
            map.WriteStartMap(1);
            map.Entry(1, id);
            map.WriteEndMap();
            wanted = map.Encode();
        }

        return host.Command(command, writer =>
        {
            Wanted(writer, subcommand);
            if (id is not null)
            {
                writer.WriteInt32(3);
                writer.WriteEncodedValue(wanted);
            }

            writer.Entry(4, 2);
            writer.Entry(5, HostPinProtocol.Authenticate(2, token, [0x01, (byte)(provenSubcommand ?? subcommand), .. wanted]));
        });
    }

    private static byte[] IdOf(byte[] body)
    {
        var reader = new CborReader(body, CborConformanceMode.Ctap2Canonical);
        reader.ReadStartMap();
        Assert.Equal(4, reader.ReadInt32());
        return reader.ReadByteString();
    }
}
