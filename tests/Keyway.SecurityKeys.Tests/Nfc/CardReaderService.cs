using System.Diagnostics;
using System.Runtime.InteropServices;
using Keyway.SecurityKeys.SoftwareKeys.Cards;

namespace Keyway.SecurityKeys.Tests.Nfc;

/// <summary>A real pcscd with its real driver for virtual readers, in namespaces of its own, and the reader on which tests lay cards.</summary>
public sealed partial class CardReaderService : IDisposable
{
    // pcscd's folder is compiled into it; only here is another one in its place. A pcscd that is forgotten ends a minute after its last client.
    private const string Script = """
        mount -t tmpfs tmpfs /run && mkdir /run/pcscd && mount --bind "$1" /run/pcscd && ip link set lo up && exec pcscd --foreground --auto-exit --config "$1/reader.conf"
        """;

    private Process? _service;

    private VirtualCardReader? _reader;

    public CardReaderService()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "reader.conf"), VirtualCardReader.Configuration("Keyway Test"));
        Start();
    }

    public VirtualCardReader Reader => _reader!;

    private static string Folder { get; } = Path.Combine(Path.GetTempPath(), $"keyway-pcscd-{Environment.ProcessId}");

    private static string Socket => Path.Combine(Folder, "pcscd.comm");

    /// <summary>Has libpcsclite find this pcscd: it looks once, at the first question, and in the environment of C, which .NET only copies.</summary>
    public static void Prepare() => Assert.Equal(0, SetEnvironment("PCSCLITE_CSOCK_NAME", Socket, 1));

    /// <summary>What opens the key in a slot of the reader.</summary>
    public static string Selector(int slot = 0) => $"nfc:Keyway Test 00 0{slot}";

    public void Start()
    {
        _service = Process.Start(new ProcessStartInfo("unshare", ["--mount", "--net", "--propagation", "private", "sh", "-c", Script, "sh", Folder]))!;
        _reader = new VirtualCardReader(_service.Id);
        Soon.Is(() => File.Exists(Socket) || _service.HasExited);
        Assert.False(_service.HasExited, "pcscd did not start.");
    }

    /// <summary>Kills pcscd without a word.</summary>
    public void Kill()
    {
        if (_service is null) return;
        Reader.Dispose();
        _service.Kill();
        _service.WaitForExit();
        _service.Dispose();
        _service = null;
        File.Delete(Socket);
        File.Delete(Path.Combine(Folder, "pcscd.pid"));
    }

    public void Dispose()
    {
        Kill();
        Directory.Delete(Folder, recursive: true);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
