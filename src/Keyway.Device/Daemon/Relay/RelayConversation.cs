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
    private readonly bool _defersMessages;
    private bool _listening;

    /// <param name="socket">Connected, SOCK_SEQPACKET; the caller's to close.</param>
    /// <param name="defersMessages">Whether the program shows messages only together with the next question, as sshd does: what the person must know now then stands in the question.</param>
    public RelayConversation(Socket socket, bool defersMessages)
    {
        _socket = socket;
        _defersMessages = defersMessages;
        _heart = new Timer(_ => StillHere(), null, Heartbeat, Heartbeat);
    }

    /// <summary>Whether the person answered a question with nothing: they want the next way to sign in.</summary>
    public bool Declined { get; private set; }

    public void Say(string text) => Send('I', text);

    /// <summary>A line that tells of a failure.</summary>
    public void Warn(string text) => Send('W', text);

    public Result<Secret> AskSecret(string question)
    {
        var asked = _defersMessages ? $"{question}, then touch it: " : $"{question}: ";
        if (Ask('H', asked) is not { } answer)
            return Catalogue.Daemon.NotAnswered;
        try
        {
            var typed = new char[Encoding.UTF8.GetMaxCharCount(answer.Length)];
            var length = Encoding.UTF8.GetChars(answer, typed);
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
            PamVerdict.PermissionDenied => "perm_denied",
            _ => "authinfo_unavail",
        });
    }

    public void Dispose() => _heart.Dispose();

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
