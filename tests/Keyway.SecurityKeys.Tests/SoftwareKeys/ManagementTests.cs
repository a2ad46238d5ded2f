using System.Formats.Cbor;
using System.Text;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>Hosts that manage a key without the right to (CTAP 2.1, 6.8 and 6.11).</summary>
public sealed class ManagementTests
{
    private const byte Credentials = 0x0A;
    private const byte Configuration = 0x0D;
    private const int ManageCredentials = 4;
    private const int Configure = 0x20;

    private static readonly byte[] CountMessage = [0x01];
    private static readonly byte[] ForceMessage = [.. Enumerable.Repeat((byte)0xFF, 32), Configuration, 0x03, 0xA1, 0x03, 0xF5];

    [Fact]
    public void W14_nothing_is_managed_without_a_proof()
    {
        using RawKey raw = KeyWithPin();
        Assert.Equal(CtapStatus.PinRequired, raw.Host.Command(Credentials, writer => writer.Entry(1, 1)).Status);
        Assert.Equal(CtapStatus.PinRequired, raw.Host.Command(Configuration, Force).Status);
        Assert.Equal(CtapStatus.NotAllowed, raw.Host.Command(Credentials, writer => writer.Entry(1, 3)).Status);
        Assert.Equal(CtapStatus.NotAllowed, raw.Host.Command(Credentials, writer => writer.Entry(1, 5)).Status);
    }

    [Fact]
    public void W14_a_token_for_another_permission_manages_nothing()
    {
        using RawKey raw = KeyWithPin();
        foreach (int permissions in new[] { 1 | 2, Configure })
            Assert.Equal(CtapStatus.PinAuthInvalid, Count(raw, Token(raw, permissions)));
        foreach (int permissions in new[] { 1 | 2, ManageCredentials })
            Assert.Equal(CtapStatus.PinAuthInvalid, ForceChange(raw, Token(raw, permissions)));
        Assert.Equal(CtapStatus.PinAuthInvalid, Count(raw, raw.Host.GetToken(RawKey.Pin, 2, ManageCredentials).Token));
    }

    [Fact]
    public void W14_a_proof_is_good_for_its_own_message_and_for_thirty_seconds()
    {
        using RawKey raw = KeyWithPin();
        byte[] token = Token(raw, ManageCredentials);
        Assert.Equal(CtapStatus.PinAuthInvalid, raw.Host.Command(Credentials, Proven(2, HostPinProtocol.Authenticate(2, token, CountMessage))).Status);
        Assert.Equal(CtapStatus.Ok, Count(raw, token));
        raw.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(CtapStatus.PinAuthInvalid, Count(raw, token));
    }

    [Fact]
    public void A_forced_change_ends_the_token_that_demanded_it_and_gives_no_other()
    {
        using RawKey raw = KeyWithPin();
        byte[] token = Token(raw, Configure);
        Assert.Equal(CtapStatus.Ok, ForceChange(raw, token));
        Assert.Equal(CtapStatus.PinAuthInvalid, ForceChange(raw, token));
        Assert.Equal(CtapStatus.PinPolicyViolation, raw.Host.GetToken(RawKey.Pin, 2).Status);
        Assert.Equal(CtapStatus.PinInvalid, raw.Host.GetToken(RawKey.Pin, 2, permissions: null).Status);
        Assert.Equal(8, raw.Host.GetRetries());
    }

    [Fact]
    public void W14_names_change_for_the_same_user_only_and_libfido2_reads_the_new_ones()
    {
        using RawKey raw = KeyWithPin();
        byte[] forRegistration = Token(raw, 1);
        Assert.Equal(CtapStatus.Ok, raw.MakeCredential(RawKey.Registration(more: RawKey.Proof(8, forRegistration, 2))));
        using SecurityKeyDevice device = SecurityKeyDevice.Open(raw.Key).Value;
        byte[] id = Assert.Single(device.ListCredentials(RawKey.Pin).Value).Id.ToArray();

        Assert.Equal(CtapStatus.PinAuthInvalid, Rename(raw, Token(raw, Configure), id, "alice", "Mallory"));
        Assert.Equal(CtapStatus.PinAuthInvalid, Rename(raw, raw.Host.GetToken(RawKey.Pin, 2, ManageCredentials, "other.example").Token, id, "alice", "Mallory"));
        byte[] token = Token(raw, ManageCredentials);
        Assert.Equal(CtapStatus.InvalidParameter, Rename(raw, token, id, "bob", "Mallory"));
        Assert.Equal(CtapStatus.NoCredentials, Rename(raw, token, new byte[32], "alice", "Mallory"));
        Assert.Equal("alice", Assert.Single(device.ListCredentials(RawKey.Pin).Value).UserName);

        Assert.Equal(CtapStatus.Ok, Rename(raw, Token(raw, ManageCredentials), id, "alice", "Alice Liddell"));
        Assert.Equal("Alice Liddell", Assert.Single(device.ListCredentials(RawKey.Pin).Value).UserName);
        Assert.Equal(CtapStatus.Ok, Rename(raw, Token(raw, ManageCredentials), id, "alice", new string('a', 65)));
        Assert.Equal(new string('a', 64), Assert.Single(device.ListCredentials(RawKey.Pin).Value).UserName);
    }

    private static RawKey KeyWithPin()
    {
        var raw = new RawKey();
        raw.Host.SetPin(RawKey.Pin, 2);
        return raw;
    }

    private static byte[] Token(RawKey raw, int permissions) =>
        raw.Host.GetToken(RawKey.Pin, 2, permissions, (permissions & 3) != 0 ? KeyBench.Site : null).Token;

    private static CtapStatus Count(RawKey raw, byte[] token) => raw.Host.Command(Credentials, Proven(1, HostPinProtocol.Authenticate(2, token, CountMessage))).Status;

    private static CtapStatus Rename(RawKey raw, byte[] token, byte[] id, string user, string name)
    {
        var wanted = new CborWriter(CborConformanceMode.Ctap2Canonical, convertIndefiniteLengthEncodings: true);
        wanted.WriteStartMap(2);
        wanted.Entry(2, ("id", id), ("type", "public-key"));
        wanted.Entry(3, ("id", Encoding.UTF8.GetBytes(user)), ("name", name));
        wanted.WriteEndMap();
        byte[] encoded = wanted.Encode();
        return raw.Host.Command(Credentials, writer =>
        {
            writer.Entry(1, 7);
            writer.WriteInt32(2);
            writer.WriteEncodedValue(encoded);
            writer.Entry(3, 2);
            writer.Entry(4, HostPinProtocol.Authenticate(2, token, [7, .. encoded]));
        }).Status;
    }

    private static CtapStatus ForceChange(RawKey raw, byte[] token) => raw.Host.Command(Configuration, writer =>
    {
        Force(writer);
        writer.Entry(3, 2);
        writer.Entry(4, HostPinProtocol.Authenticate(2, token, ForceMessage));
    }).Status;

    private static Action<CborWriter> Proven(int subcommand, byte[] proof) => writer =>
    {
        writer.Entry(1, subcommand);
        writer.Entry(3, 2);
        writer.Entry(4, proof);
    };

    private static void Force(CborWriter writer)
    {
        writer.Entry(1, 3);
        writer.WriteInt32(2);
        writer.WriteStartMap(1);
        writer.WriteInt32(3);
        writer.WriteBoolean(true);
        writer.WriteEndMap();
    }
}
