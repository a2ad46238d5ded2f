using System.Formats.Cbor;
using FsCheck;
using FsCheck.Fluent;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>A key under mutated recordings of libfido2: it answers every command with a status, and goes on.</summary>
public sealed class HostileHostTests
{
    public static TheoryData<int> PinProtocols => [1, 2];

    [Theory]
    [MemberData(nameof(PinProtocols))]
    public void Mutated_reports_are_never_an_exception_and_the_key_goes_on(int protocol)
    {
        IReadOnlyList<byte[]> recorded = RecordedSession.Record(protocol);
        var random = new Random(protocol);
        byte[] answer = new byte[64];
        for (int round = 0; round < 60; round++)
        {
            using var raw = new RawKey(options: new SoftwareKeyOptions { PinProtocols = [protocol], Attestation = SoftwareKeyAttestation.Self });
            foreach (byte[] report in recorded)
            {
                byte[] sent = random.Next(6) == 0 ? Mutation.Of(report, random) : report;
                Array.Resize(ref sent, 64);
                Assert.True(raw.Host.SendReport(sent));
                if (random.Next(12) == 0) Assert.True(raw.Host.SendReport(sent));
                while (raw.Key.Port.Read(answer, TimeSpan.Zero)) continue;
            }

            // A half message may still be waited for.
            raw.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(CtapStatus.Ok, new CtapHost(raw.Key.Port).Command(0x04).Status);
        }
    }

    [Theory]
    [MemberData(nameof(PinProtocols))]
    public void Mutated_commands_are_answered_with_one_status(int protocol)
    {
        // The first message opens the channel.
        byte[][] commands = [.. RecordedSession.Messages(RecordedSession.Record(protocol)).Skip(1)];
        Assert.True(commands.Length > 10);
        var random = new Random(protocol);
        using var raw = new RawKey(options: new SoftwareKeyOptions { PinProtocols = [protocol], Attestation = SoftwareKeyAttestation.Self });
        for (int round = 0; round < 4000; round++)
        {
            byte[] mutated = Mutation.Of(commands[random.Next(commands.Length)], random);
            raw.Host.Send(raw.Host.Channel, 0x10, mutated);
            (CtapStatus status, byte[] body) = raw.Host.Answer();
            Assert.True(Enum.IsDefined(status), $"Status {status}");
            if (body.Length > 0)
            {
                Assert.Equal(CtapStatus.Ok, status);
                IsCanonical(body);
            }

            Assert.True(raw.Host.IsSilent());
        }
    }

    [Theory]
    [MemberData(nameof(PinProtocols))]
    public void Commands_with_a_valid_proof_and_mutated_parameters_are_answered_with_one_status(int protocol)
    {
        var random = new Random(protocol);
        using var raw = new RawKey(options: new SoftwareKeyOptions { PinProtocols = [protocol], Attestation = SoftwareKeyAttestation.Self });
        Assert.Equal(CtapStatus.Ok, raw.Host.SetPin(RawKey.Pin, protocol));
        for (int round = 0; round < 200; round++)
        {
            byte[] token = raw.Host.GetToken(RawKey.Pin, protocol).Token;
            byte[] command = round % 2 == 0
                ? CtapHost.Message(0x01, RawKey.Registration(more: RawKey.Proof(8, token, protocol)))
                : CtapHost.Message(0x02, RawKey.SignIn(more: RawKey.Proof(6, token, protocol)));
            raw.Host.Send(raw.Host.Channel, 0x10, Mutation.Of(command, random));
            Assert.True(Enum.IsDefined(raw.Host.Answer().Status));
        }
    }

    [Fact]
    public void Lengths_that_promise_more_than_there_is_cost_no_memory()
    {
        using var raw = new RawKey();
        foreach (string bomb in new[] { "BB7FFFFFFFFFFFFFFF", "A1015B00000000FFFFFFFF", "A1017B00000000FFFFFFFF", "A1019B00000000FFFFFFFF", "A101BB00000000FFFFFFFF" })
        {
            raw.Host.Send(raw.Host.Channel, 0x10, [0x02, .. Convert.FromHexString(bomb)]);
            long before = GC.GetAllocatedBytesForCurrentThread();
            (CtapStatus status, _) = raw.Host.Answer();
            raw.Host.Send(raw.Host.Channel, 0x10, [0x02, .. Convert.FromHexString(bomb)]);
            Assert.Equal(status, raw.Host.Answer().Status);
            Assert.Equal(CtapStatus.InvalidCbor, status);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        }
    }

    [Fact]
    public void Any_bytes_are_parameters_or_refused() =>
        Prop.ForAll<byte[]>(bytes => (CtapMessageParser.Parse(bytes, out CtapStatus status) is null) == (status != CtapStatus.Ok)).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(PinProtocols))]
    public void Decryption_undoes_encryption(int protocol)
    {
        using var pins = new PinUvAuthProtocol(protocol);
        byte[] secret = KeyBench.Hash("secret");
        if (protocol == 2) secret = [.. secret, .. KeyBench.Hash("another")];
        Prop.ForAll<byte[]>(bytes =>
        {
            byte[] blocks = [.. bytes, .. new byte[16 - (bytes.Length % 16)]];
            return pins.Decrypt(secret, pins.Encrypt(secret, blocks)).AsSpan().SequenceEqual(blocks);
        }).QuickCheckThrowOnFailure();
        Prop.ForAll<byte[]>(bytes => (pins.Decrypt(secret, bytes) is null) == (bytes.Length % 16 != 0 || bytes.Length < 16 * protocol)).QuickCheckThrowOnFailure();
    }

    private static void IsCanonical(byte[] body)
    {
        var reader = new CborReader(body, CborConformanceMode.Ctap2Canonical);
        reader.SkipValue();
        Assert.Equal(0, reader.BytesRemaining);
    }
}
