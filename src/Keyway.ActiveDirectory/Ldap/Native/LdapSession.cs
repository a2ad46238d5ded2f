using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Keyway.ActiveDirectory.Ldap.Native;

/// <summary>One <c>LDAP *</c> over a socket that we connected ourselves, so that the address may differ from the name the certificate is checked for. Calls block; one at a time.</summary>
internal sealed unsafe class LdapSession : IDisposable
{
    private const int TcpProtocol = 1;
    private const int SetMaximumIncoming = 14;
    private const int DemandCertificate = 2;
    private const int Tls12 = 0x0303;
    private const int EndpointBinding = 2;
    private const int SearchEntry = 0x64;
    private const int SearchReference = 0x73;
    private const uint SaslQuiet = 2;
    private const long MaximumMessage = 64 << 20;
    private const long MaximumAnswer = 512L << 20;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(200);

    private readonly Socket _socket;
    private readonly LdapHandle _handle;
    private readonly TimeSpan _limit;

    private LdapSession(Socket socket, LdapHandle handle, TimeSpan limit)
    {
        _socket = socket;
        _handle = handle;
        _limit = limit;
    }

    /// <summary>Takes over a connected socket; null when the library cannot.</summary>
    /// <param name="socket">Connected; ours from now on, also on failure.</param>
    /// <param name="url"><c>ldaps://name</c> or <c>ldap://name</c>: the name that certificate and Kerberos principal must carry.</param>
    /// <param name="options">The time limits.</param>
    public static LdapSession? Attach(Socket socket, string url, DomainConnectionOptions options)
    {
        var descriptor = LibC.DuplicateBlocking((int)socket.Handle);
        if (descriptor < 0 || LibLdap.InitFromSocket(descriptor, TcpProtocol, url, out var session) != LdapAnswer.Success)
        {
            socket.Dispose();
            return null;
        }

        var attached = new LdapSession(socket, new LdapHandle(session), options.OperationTimeout);
        attached.Set(LdapOption.ProtocolVersion, 3);
        attached.Set(LdapOption.Dereference, 0);
        attached.Set(LdapOption.NetworkTimeout, new TimeValue(options.ConnectTimeout));
        attached.Set(LdapOption.Timeout, new TimeValue(options.OperationTimeout));
        _ = LibLdap.SetOption(attached._handle, LdapOption.Referrals, null);
        _ = LibLdap.SetOption(attached._handle, LdapOption.SaslNoCanonicalName, (void*)1);
        attached.BoundMessages();
        return attached;
    }

    /// <summary>Begins TLS and verifies certificate and host name; whatever ldap.conf or the environment say of trust is overridden.</summary>
    public LdapAnswer Secure(string caFile, bool byStartTls, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var watch = new SocketWatch(_socket, limit, cancellationToken);
        var code = LibLdap.SetText(_handle, LdapOption.TlsCaFile, caFile);
        code |= LibLdap.SetOption(_handle, LdapOption.TlsCaDirectory, null);
        code |= Set(LdapOption.TlsRequireCertificate, DemandCertificate);
        code |= Set(LdapOption.TlsMinimumVersion, Tls12);
        if (code == LdapAnswer.Success)
            code = Set(LdapOption.TlsNewContext, 0);
        if (code != LdapAnswer.Success)
            return LdapAnswer.Failed(LdapAnswer.DecodingError, "the TLS settings were refused");

        cancellationToken.ThrowIfCancellationRequested();
        code = byStartTls ? LibLdap.StartTls(_handle, null, null) : LibLdap.InstallTls(_handle);
        return LdapAnswer.Failed(code, code == LdapAnswer.Success ? null : Diagnostic());
    }

    /// <summary>A simple bind (RFC 4511 4.2).</summary>
    public LdapAnswer Bind(string name, string password, CancellationToken cancellationToken)
    {
        using var arena = new NativeArena();
        var bytes = Encoding.UTF8.GetBytes(password);
        var secret = arena.Value(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        var code = LibLdap.Bind(_handle, name, null, &secret, null, null, out var message);
        return code == LdapAnswer.Success ? Await(message, 0, cancellationToken) : LdapAnswer.Failed(code, Diagnostic());
    }

    /// <summary>SASL GSSAPI with the default Kerberos credentials of this thread.</summary>
    /// <param name="underTls">Inside TLS bound to its certificate and without a layer of its own; else with Kerberos encryption of every message.</param>
    /// <param name="cancellationToken">Cuts the connection.</param>
    public LdapAnswer BindWithKerberos(bool underTls, CancellationToken cancellationToken)
    {
        using var watch = new SocketWatch(_socket, _limit, cancellationToken);
        // Neither Windows nor Samba takes a Kerberos layer inside TLS; without TLS 128 bits is the least that is not DES or RC4-export.
        _ = LibLdap.SetText(_handle, LdapOption.SaslSecurityProperties, underTls ? "none,maxssf=0" : "none,minssf=128");
        if (underTls)
            Set(LdapOption.SaslChannelBinding, EndpointBinding);
        var code = LibLdap.InteractiveBind(_handle, null, "GSSAPI", null, null, SaslQuiet, &AnswerWithDefaults, null);
        return LdapAnswer.Failed(code, code == LdapAnswer.Success ? null : Diagnostic());
    }

    public LdapAnswer Search(LdapSearch search, IReadOnlyList<LdapControl> controls, int maximumEntries, CancellationToken cancellationToken)
    {
        using var arena = new NativeArena();
        var limit = new TimeValue(_limit);
        var code = LibLdap.Search(
            _handle, search.BaseDn, (int)search.Scope, search.Filter.ToString(), search.Attributes.Count == 0 ? null : arena.Texts(search.Attributes), 0, arena.Controls(controls), null, &limit, 0, out var message);
        return code == LdapAnswer.Success ? Await(message, maximumEntries, cancellationToken, search.MaxValueBytes) : LdapAnswer.Failed(code, Diagnostic());
    }

    public LdapAnswer Add(string dn, IReadOnlyList<LdapAttribute> attributes, IReadOnlyList<LdapControl> controls, CancellationToken cancellationToken)
    {
        using var arena = new NativeArena();
        var values = arena.Changes([.. attributes.Select(attribute => new LdapChange(LdapChangeKind.Add, attribute.Name, attribute.Values))]);
        var code = LibLdap.Add(_handle, dn, values, arena.Controls(controls), null, out var message);
        return code == LdapAnswer.Success ? Await(message, 0, cancellationToken) : LdapAnswer.Failed(code, Diagnostic());
    }

    public LdapAnswer Modify(string dn, IReadOnlyList<LdapChange> changes, IReadOnlyList<LdapControl> controls, CancellationToken cancellationToken)
    {
        using var arena = new NativeArena();
        var code = LibLdap.Modify(_handle, dn, arena.Changes(changes), arena.Controls(controls), null, out var message);
        return code == LdapAnswer.Success ? Await(message, 0, cancellationToken) : LdapAnswer.Failed(code, Diagnostic());
    }

    public LdapAnswer Delete(string dn, IReadOnlyList<LdapControl> controls, CancellationToken cancellationToken)
    {
        using var arena = new NativeArena();
        var code = LibLdap.Delete(_handle, dn, arena.Controls(controls), null, out var message);
        return code == LdapAnswer.Success ? Await(message, 0, cancellationToken) : LdapAnswer.Failed(code, Diagnostic());
    }

    public void Dispose()
    {
        _handle.Dispose();
        _socket.Dispose();
    }

    private LdapAnswer Await(int message, int maximumEntries, CancellationToken cancellationToken, int maximumValue = int.MaxValue)
    {
        // The library polls between messages, but blocks within one: there only the socket can be cut.
        using var watch = new SocketWatch(_socket, _limit + Slice + Slice, CancellationToken.None);
        var slice = new TimeValue(Slice);
        var entries = new List<LdapEntry>();
        var bytes = 0L;
        var deadline = Environment.TickCount64 + (long)_limit.TotalMilliseconds;
        while (true)
        {
            var kind = LibLdap.Result(_handle, message, 0, &slice, out var answer);
            try
            {
                switch (kind)
                {
                    case 0 when cancellationToken.IsCancellationRequested:
                        _ = LibLdap.Abandon(_handle, message, null, null);
                        throw new OperationCanceledException(cancellationToken);
                    case 0 when Environment.TickCount64 > deadline:
                        _ = LibLdap.Abandon(_handle, message, null, null);
                        return LdapAnswer.Failed(LdapAnswer.TimedOut);
                    case 0 or SearchReference:
                        continue;
                    case SearchEntry:
                        entries.Add(LdapMessages.ReadEntry(_handle, answer, maximumValue, out var size));
                        bytes += size;
                        if (entries.Count <= maximumEntries && bytes <= MaximumAnswer)
                            continue;
                        _ = LibLdap.Abandon(_handle, message, null, null);
                        return LdapAnswer.Failed(LdapAnswer.TooMuch);
                    case < 0:
                        return LdapAnswer.Failed(ResultCode(), Diagnostic());
                    default:
                        return LdapMessages.ReadResult(_handle, answer, entries);
                }
            }
            finally
            {
                if (answer != 0)
                    _ = LibLdap.FreeMessage(answer);
            }
        }
    }

    private int ResultCode()
    {
        int code;
        return LibLdap.GetOption(_handle, LdapOption.ResultCode, &code) == LdapAnswer.Success && code != LdapAnswer.Success ? code : LdapAnswer.ServerDown;
    }

    private string? Diagnostic()
    {
        byte* text = null;
        _ = LibLdap.GetOption(_handle, LdapOption.DiagnosticMessage, &text);
        return LdapMessages.TakeText(text);
    }

    private int Set(LdapOption option, int value) => LibLdap.SetOption(_handle, option, &value);

    private int Set(LdapOption option, TimeValue value) => LibLdap.SetOption(_handle, option, &value);

    // Without it a length field decides how much memory the library takes.
    private void BoundMessages()
    {
        void* buffer = null;
        var maximum = (nuint)MaximumMessage;
        if (LibLdap.GetOption(_handle, LdapOption.SocketBuffer, &buffer) == LdapAnswer.Success && buffer != null)
            _ = LibLdap.ControlSocketBuffer(buffer, SetMaximumIncoming, &maximum);
    }

    // GSSAPI may ask for names that it then takes from the ticket: the default, or nothing, is the right answer to each.
    [UnmanagedCallersOnly]
    private static int AnswerWithDefaults(void* session, uint flags, void* defaults, void* questions)
    {
        for (var question = (SaslInteraction*)questions; question->Id != 0; question++)
        {
            question->Result = question->Default == null ? SaslInteraction.Nothing : question->Default;
            question->Length = (uint)MemoryMarshal.CreateReadOnlySpanFromNullTerminated(question->Result).Length;
        }

        return LdapAnswer.Success;
    }
}
