using System.Formats.Cbor;
using System.Text;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>A software key without libfido2: a host talks CTAP to it directly, under a clock that the test moves.</summary>
internal sealed class RawKey : IDisposable
{
    public const string Pin = "4711";

    private readonly TemporaryFolder _folder = new();

    public RawKey(TouchPrompt? touch = null, SoftwareKeyOptions? options = null, FingerPrompt? finger = null)
    {
        Key = SoftwareKey.Create(_folder.File("key"), options, touch, Time, finger).Value;
        Host = new CtapHost(Key.Port);
    }

    public ManualTime Time { get; } = new();

    public SoftwareKey Key { get; }

    public CtapHost Host { get; }

    public static Action<CborWriter> Registration(string user = "alice", string site = KeyBench.Site, Action<CborWriter>? more = null) => writer =>
    {
        writer.Entry(1, KeyBench.Hash("hash"));
        writer.Entry(2, ("id", site), ("name", "Contoso"));
        writer.Entry(3, ("id", Encoding.UTF8.GetBytes(user)), ("name", user), ("displayName", user));
        writer.List(4, [("alg", -257), ("type", "public-key")], [("alg", -7), ("type", "public-key")]);
        writer.Entry(7, ("rk", true));
        more?.Invoke(writer);
    };

    public static Action<CborWriter> SignIn(string site = KeyBench.Site, Action<CborWriter>? more = null) => writer =>
    {
        writer.Entry(1, site);
        writer.Entry(2, KeyBench.Hash("hash"));
        more?.Invoke(writer);
    };

    /// <summary>The entries that prove the PIN to authenticatorMakeCredential (8) or authenticatorGetAssertion (6).</summary>
    public static Action<CborWriter> Proof(int firstEntry, byte[] token, int protocol) => writer =>
    {
        writer.Entry(firstEntry, HostPinProtocol.Authenticate(protocol, token, KeyBench.Hash("hash")));
        writer.Entry(firstEntry + 1, protocol);
    };

    public CtapStatus MakeCredential(Action<CborWriter> parameters) => Host.Command(0x01, parameters).Status;

    public CtapStatus GetAssertion(Action<CborWriter> parameters) => Host.Command(0x02, parameters).Status;

    public void Dispose()
    {
        Key.Dispose();
        _folder.Dispose();
    }
}
