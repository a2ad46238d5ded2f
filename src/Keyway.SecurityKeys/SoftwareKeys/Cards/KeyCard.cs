using Keyway.SecurityKeys.Nfc;

namespace Keyway.SecurityKeys.SoftwareKeys.Cards;

/// <summary>
/// The software key as a card: the applet of CTAP 2.1, 11.3, in front of the same authenticator. Short commands in parts and extended length in,
/// pieces by GET RESPONSE out, keep-alives while it waits for a touch, cancel.
/// </summary>
internal sealed class KeyCard(Authenticator authenticator, KeyCardOptions options) : ICard
{
    private const ushort Done = 0x9000;
    private const ushort Working = 0x9100;
    private const ushort WrongLength = 0x6700;
    private const ushort NotNow = 0x6985;
    private const ushort NotFound = 0x6A82;
    private const ushort NoParts = 0x6884;
    private const ushort UnknownInstruction = 0x6D00;
    private const byte CtapClass = 0x80;
    private const byte Processing = 1;
    private const byte WaitingForTouch = 2;

    // Contactless, as a reader shows a card without historical bytes (PC/SC part 3, 3.1.3.2.3).
    private static readonly byte[] ContactlessAtr = [0x3B, 0x80, 0x80, 0x01, 0x01];
    private static readonly byte[] Applet = [0xA0, 0x00, 0x00, 0x06, 0x47, 0x2F, 0x00, 0x01];
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromMilliseconds(100);

    private readonly List<byte> _parts = [];
    private byte[] _ready = [];
    private bool _selected;
    private Running? _running;

    public ReadOnlyMemory<byte> AnswerToReset => ContactlessAtr;

    /// <summary>Power came, went or was switched off and on: nothing of the conversation is left.</summary>
    public void Reset()
    {
        Stop();
        _parts.Clear();
        _ready = [];
        _selected = false;
    }

    public byte[]? Answer(ReadOnlySpan<byte> command)
    {
        if (CommandApdu.Parse(command) is not { } parsed) return Status(WrongLength);
        const byte NextPiece = 0xC0;
        if (parsed is { Class: 0, Instruction: NextPiece }) return Pieces(parsed);
        _ready = [];
        return parsed switch
        {
            { Class: 0, Instruction: 0xA4, P1: 0x04 } => Select(parsed),
            { Class: CtapClass or (CtapClass | CommandApdu.Chained) } when !_selected => Status(NotNow),
            { Class: CtapClass | CommandApdu.Chained, Instruction: 0x10 } => Part(parsed),
            { Class: CtapClass, Instruction: 0x10 } => Message(parsed),
            { Class: CtapClass, Instruction: 0x11 } => Continue(parsed),
            _ => Status(UnknownInstruction),
        };
    }

    private static byte[] Status(ushort status) => [(byte)(status >> 8), (byte)(status & 0xFF)];

    private byte[] Select(CommandApdu command)
    {
        Reset();
        if (!command.Data.Span.SequenceEqual(Applet)) return Status(NotFound);
        _selected = true;
        return [.. "FIDO_2_0"u8, .. Status(Done)];
    }

    private byte[] Part(CommandApdu command)
    {
        if (!options.TakesParts) return Status(NoParts);
        if (_parts.Count + command.Data.Length > Authenticator.LongestMessage) return Refuse(WrongLength);
        _parts.AddRange(command.Data.Span);
        return Status(Done);
    }

    private byte[] Message(CommandApdu command)
    {
        Stop();
        byte[] message = [.. _parts, .. command.Data.Span];
        _parts.Clear();
        if (message.Length > Authenticator.LongestMessage) return Status(WrongLength);
        const byte UnderstandsGetResponse = 0x80;
        _running = new Running(authenticator, message);
        return Wait(command, mayWait: (command.P1 & UnderstandsGetResponse) != 0);
    }

    private byte[] Continue(CommandApdu command)
    {
        const byte Cancel = 0x11;
        if (_running is null) return Status(NotNow);
        if (command.P1 == Cancel) _running.Cancel();
        return Wait(command, mayWait: command.P1 != Cancel);
    }

    private byte[] Wait(CommandApdu command, bool mayWait)
    {
        Running running = _running!;
        if (mayWait && !running.Wait(KeepAliveInterval)) return [running.WaitsForTouch ? WaitingForTouch : Processing, .. Status(Working)];
        byte[] answer = running.End();
        _running = null;
        _ready = answer;
        return Pieces(command);
    }

    private byte[] Pieces(CommandApdu command)
    {
        if (_ready.Length == 0) return Status(NotNow);
        int take = Math.Min(_ready.Length, Math.Min(command.Expected ?? CommandApdu.LongestShortAnswer, options.LongestPiece));
        byte[] piece = _ready[..take];
        _ready = _ready[take..];
        return [.. piece, .. Status(_ready.Length == 0 ? Done : (ushort)(0x6100 | (_ready.Length >= 256 ? 0 : _ready.Length)))];
    }

    private byte[] Refuse(ushort status)
    {
        _parts.Clear();
        return Status(status);
    }

    private void Stop()
    {
        _running?.Cancel();
        _ = _running?.End();
        _running = null;
    }

    /// <summary>A message at work, on a thread of its own, as it may wait for a finger.</summary>
    private sealed class Running
    {
        private readonly Task<byte[]> _work;
        private volatile bool _waitsForTouch;

        public Running(Authenticator authenticator, byte[] message)
        {
            var context = new CommandContext(1, () => _waitsForTouch = true, Cancellation.Token);
            _work = Task.Factory.StartNew(() => Execute(authenticator, message, context), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        public CancellationTokenSource Cancellation { get; } = new();

        public bool WaitsForTouch => _waitsForTouch;

        public void Cancel() => Cancellation.Cancel();

        public bool Wait(TimeSpan patience) => ((IAsyncResult)_work).AsyncWaitHandle.WaitOne(patience);

        public byte[] End() => _work.GetAwaiter().GetResult();

        private static byte[] Execute(Authenticator authenticator, byte[] message, CommandContext context)
        {
            try
            {
                return authenticator.Execute(message, context);
            }
            catch (Exception)
            {
                // The prompt is foreign code: its failure must not end the process, and the host waits for an answer.
                return [(byte)CtapStatus.Other];
            }
        }
    }
}
