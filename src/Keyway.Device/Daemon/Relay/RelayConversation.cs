using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Keyway.Device.Gestures;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Daemon.Relay;

/// <summary>
/// One conversation with a person through <c>pam_keyway.so</c>, a message a packet. While nothing is asked the module hears once a second
/// that we are still here, so that a hung daemon is told from a person who looks for their key.
/// </summary>
internal sealed class RelayConversation : IConversation, IDisposable
{
    /// <summary>The largest packet, as the module has it.</summary>
    public const int LargestPacket = 4096;

    // The module's own patience is 300 seconds for the whole conversation.
    private static readonly TimeSpan LongestThought = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly Lock _sending = new();
    private readonly Timer _heart;
    private readonly RelayRequest _request;
    private bool _listening;

    /// <param name="socket">Connected, SOCK_SEQPACKET; the caller's to close.</param>
    /// <param name="request">What opened the conversation: what the program can show follows from it.</param>
    public RelayConversation(Socket socket, RelayRequest request)
    {
        _socket = socket;
        _request = request;
        _heart = new Timer(_ => StillHere(), null, Heartbeat, Heartbeat);
    }

    /// <summary>Whether the person answered a question with nothing: they want the next way to sign in.</summary>
    public bool Declined { get; private set; }

    public void Say(string text) => Send('I', text);

    /// <inheritdoc/>
    public void CallToSensor(string text)
    {
        if (_request.DefersMessages)
            AskLine($"Press Enter. {text} ");
        else
            Say(text);
    }

    /// <summary>A line that tells of a failure.</summary>
    public void Warn(string text) => Send('W', text);

    /// <summary>Tells why it ended: what is wrong, and where there is room for it what to do.</summary>
    /// <param name="refusal">Of it the number and the sentences are told.</param>
    /// <param name="detail">A sentence that the person must know too, or null.</param>
    public void Refuse(Refusal refusal, string? detail)
    {
        var cause = detail is null ? refusal.Error.Cause : $"{refusal.Error.Cause} {detail}";
        Warn(_request.HasOneLine ? $"{cause} ({refusal.Code})" : $"{cause} {refusal.Error.Remedy} ({refusal.Code})");
    }

    // What the person must know now stands in the question where a message would come too late.
    public Result<Secret> AskSecret(string question) => AskHidden(_request.DefersMessages ? $"{question}, then touch it: " : $"{question}: ");

    /// <summary>Asks for a password: nothing is touched after it.</summary>
    public Result<Secret> AskPassword(string question) => AskHidden($"{question}: ");

    /// <summary>Asks for a line that everybody may see; null when nobody answers.</summary>
    public string? AskLine(string question) => Ask('E', question) is { } answer ? Encoding.UTF8.GetString(answer).Trim() : null;

    public int? Choose(string question, IReadOnlyList<string> choices)
    {
        var lines = choices.Select((choice, index) => string.Create(CultureInfo.InvariantCulture, $"  {index + 1}. {choice}"));
        var answer = AskLine($"{question}\n{string.Join('\n', lines)}\nNumber: ");
        return int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= choices.Count ? number - 1 : null;
    }

    /// <summary>Who it turned out to be: the program's PAM_USER.</summary>
    public void SetUser(string name) => Send('U', name);

    /// <summary>A variable of the session's environment.</summary>
    public void SetVariable(string name, string value) => Send('V', $"{name}={value}");

    /// <summary>The last word.</summary>
    public void End(PamVerdict verdict)
    {
        _heart.Dispose();
        Send('D', verdict switch
        {
            PamVerdict.Success => "success",
            PamVerdict.Ignore => "ignore",
            PamVerdict.AuthenticationError => "auth_err",
            _ => "authinfo_unavail",
        });
    }

    public void Dispose() => _heart.Dispose();

    private Result<Secret> AskHidden(string question)
    {
        if (Ask('H', question) is not { } answer)
            return Catalogue.Daemon.NotAnswered;
        try
        {
            var typed = new char[Encoding.UTF8.GetMaxCharCount(answer.Length)];
            // sshd answers for users that it does not know by itself, with control characters: no person typed that, and it must cost the key no try.
            var length = answer.Any(letter => letter is < 0x20 or 0x7F) ? 0 : Encoding.UTF8.GetChars(answer, typed);
            Declined |= length == 0;
            var secret = new Secret(typed[..length]);
            new Secret(typed).Dispose();
            return secret;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(answer);
        }
    }

    /// <summary>The bytes of the answer, the caller's to wipe; null when the person or the program gave none.</summary>
    private byte[]? Ask(char kind, string question)
    {
        lock (_sending)
        {
            _listening = true;
            SendUnlocked(kind, question);
        }

        var packet = new byte[LargestPacket];
        try
        {
            _socket.ReceiveTimeout = (int)LongestThought.TotalMilliseconds;
            var length = _socket.Receive(packet);
            return length >= 1 && packet[0] == 'P' ? packet[1..length] : null;
        }
        catch (SocketException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(packet);
            lock (_sending)
                _listening = false;
        }
    }

    private void StillHere()
    {
        lock (_sending)
        {
            // The module reads nothing while the person thinks.
            if (!_listening)
                SendUnlocked('K', string.Empty);
        }
    }

    private void Send(char kind, string text)
    {
        lock (_sending)
            SendUnlocked(kind, text);
    }

    private void SendUnlocked(char kind, string text)
    {
        // The module takes a NUL for two messages, and a longer packet for none.
        var packet = Encoding.UTF8.GetBytes(kind + text.Replace('\0', ' '));
        try
        {
            _socket.Send(packet.Length <= LargestPacket ? packet : packet[..LargestPacket]);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // The program has gone: nobody is there to be told. Whatever waits for an answer gets none.
        }
    }
}
