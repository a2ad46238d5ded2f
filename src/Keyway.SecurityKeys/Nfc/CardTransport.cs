using System.Runtime.InteropServices;
using Keyway.Errors;
using Keyway.SecurityKeys.LibFido2;

namespace Keyway.SecurityKeys.Nfc;

/// <summary>
/// Connects libfido2 to a card. libfido2 hands over whole CTAP messages (fido_dev_set_transport_functions(3)), so PIN protocols, CBOR and all
/// commands stay its own; Debian's build has no PC/SC of its own.
/// </summary>
internal sealed unsafe class CardTransport : HostTransport
{
    // CTAPHID's numbers, by which libfido2 tells what a message is.
    private const byte Initialise = 0x06;
    private const byte Cbor = 0x10;
    private const byte Cancel = 0x11;

    private const int NonceLength = 8;

    // fido_ctap_info_t, packed: nonce, channel, protocol, three numbers of the version, capabilities.
    private const int GreetingLength = 17;
    private const byte CborWithoutU2f = 0x04 | 0x08;

    // A card that is there answers the selection at once; another program may have it for a moment.
    private static readonly TimeSpan SelectLimit = TimeSpan.FromSeconds(5);

    private readonly CardSession _session;

    // The delegates must live as long as libfido2 may call them.
    private readonly OpenFunction _open;
    private readonly CloseFunction _close;
    private readonly ReportFunction _report;
    private readonly ReceiveFunction _receive;
    private readonly TransmitFunction _transmit;
    private readonly Lock _gate = new();
    private readonly byte[] _nonce = new byte[NonceLength];
    private CardExchange? _exchange;
    private Refusal? _refusal;

    private CardTransport(CardSession session)
    {
        _session = session;
        _open = _ => Handle;
        _close = _ => { };
        _report = (_, _, _, _) => -1;
        _receive = Receive;
        _transmit = Transmit;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint OpenFunction(nint path);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void CloseFunction(nint handle);

    // For reading and for writing, which differ in an argument that is not looked at.
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int ReportFunction(nint handle, byte* buffer, nuint length, int milliseconds);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int ReceiveFunction(nint device, byte command, byte* buffer, nuint length, int milliseconds);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int TransmitFunction(nint device, byte command, byte* buffer, nuint length);

    public override Refusal? Refusal
    {
        get
        {
            lock (_gate) return _refusal;
        }
    }

    /// <summary>Connects to the security key on a reader.</summary>
    /// <returns>The transport, or KW3005, KW3006, KW3060 to KW3066.</returns>
    public static Result<CardTransport> Connect(string reader) =>
        CardSession.Open(reader, SelectLimit).TryGet(out CardSession? session, out Refusal? refusal) ? new CardTransport(session) : refusal;

    // pcscd has given it to us already.
    public override bool TryAttach() => true;

    public override void Detach()
    {
        GiveUpExchange();
        _session.Dispose();
    }

    public override FidoStatus Serve(FidoDeviceHandle device)
    {
        nint report = Marshal.GetFunctionPointerForDelegate(_report);
        FidoStatus status = Fido.SetTransport(device, new FidoTransport(Marshal.GetFunctionPointerForDelegate(_open), Marshal.GetFunctionPointerForDelegate(_close), report, report));
        return status == FidoStatus.Ok
            ? Fido.SetMessageTransport(device, new FidoMessageTransport(Marshal.GetFunctionPointerForDelegate(_receive), Marshal.GetFunctionPointerForDelegate(_transmit)))
            : status;
    }

    public override void GiveUp()
    {
        _session.GiveUp();
        GiveUpExchange();
    }

    private void GiveUpExchange()
    {
        lock (_gate)
        {
            if (_exchange is not { } exchange) return;
            _session.GiveUp();
            exchange.Control.GiveUp();
            exchange.End(Catalogue.SecurityKeys.KeyLost);
        }
    }

    private int Transmit(nint device, byte command, byte* buffer, nuint length)
    {
        try
        {
            return Transmit(command, new ReadOnlySpan<byte>(buffer, (int)length)) ? 0 : -1;
        }
        catch (Exception failure)
        {
            Keep(failure);
            return -1;
        }
    }

    private bool Transmit(byte command, ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            switch (command)
            {
                case Initialise when message.Length == NonceLength:
                    // The applet is selected already.
                    message.CopyTo(_nonce);
                    return true;
                case Cbor when _exchange is null && _refusal is null:
                    _exchange = _session.Begin(message.ToArray());
                    return true;
                case Cancel:
                    // Between two commands there is nothing to cancel.
                    _exchange?.Control.Cancel();
                    return true;
                default:
                    return false;
            }
        }
    }

    private int Receive(nint device, byte command, byte* buffer, nuint length, int milliseconds)
    {
        try
        {
            var into = new Span<byte>(buffer, (int)length);
            return command switch
            {
                Initialise when into.Length == GreetingLength => Greet(into),
                Cbor => Receive(into, milliseconds < 0 ? null : TimeSpan.FromMilliseconds(milliseconds)),
                _ => -1,
            };
        }
        catch (Exception failure)
        {
            Keep(failure);
            return -1;
        }
    }

    private int Greet(Span<byte> greeting)
    {
        greeting.Clear();
        lock (_gate) _nonce.CopyTo(greeting);
        greeting[^1] = CborWithoutU2f;
        return GreetingLength;
    }

    private int Receive(Span<byte> into, TimeSpan? patience)
    {
        CardExchange? exchange;
        lock (_gate) exchange = _exchange;
        if (exchange is null) return -1;
        if (exchange.Wait(patience) is not { } ended)
        {
            GiveUp();
            ended = Catalogue.SecurityKeys.KeyLost;
        }

        lock (_gate)
        {
            _exchange = null;
            if (!ended.TryGet(out byte[]? answer, out _refusal)) return -1;
            if (answer.Length > into.Length)
            {
                _refusal = new Refusal(Catalogue.SecurityKeys.CardNotUnderstood, "too long an answer");
                return -1;
            }

            answer.CopyTo(into);
            return answer.Length;
        }
    }
}
