using System.Globalization;
using System.Text;

namespace Keyway.Device.Daemon.Relay;

/// <summary>A request of <c>pam_keyway.so</c>: a kind, a version and six fields, each ended by NUL (docs/dev/pam.md).</summary>
/// <param name="Service">The PAM service, such as <c>sudo</c>.</param>
/// <param name="User">Who is to be recognised; empty when the program does not know.</param>
/// <param name="Terminal">Such as <c>/dev/tty1</c> or <c>:0</c>; empty when there is none.</param>
/// <param name="RemoteHost">From where; empty at this computer.</param>
/// <param name="RemoteUser">Who asks, as the program says.</param>
/// <param name="Flags">PAM's flags.</param>
internal sealed record RelayRequest(RelayKind Kind, string Service, string User, string Terminal, string RemoteHost, string RemoteUser, uint Flags)
{
    private const string Version = "1";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Whether whoever asks sits somewhere else. sudo names this computer as the remote host, xsecurelock names <c>localhost</c>: who can come
    /// from there could run su as well.
    /// </summary>
    public bool ComesOverNetwork => RemoteHost.Length > 0 && !Here.Contains(RemoteHost, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the program keeps messages back until the next question, as sshd does.</summary>
    public bool DefersMessages => Service == "sshd";

    /// <summary>Whether it is a lock screen or a login screen of X, which has one line for a message and shows it for a second or two.</summary>
    public bool HasOneLine => Terminal.StartsWith(':');

    private static string[] Here => [Environment.MachineName, "localhost"];

    /// <summary>Takes a request apart; null when it is not well formed.</summary>
    public static RelayRequest? Parse(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < 2 || packet[^1] != 0 || !Enum.IsDefined((RelayKind)packet[0]))
            return null;
        string[] fields;
        try
        {
            fields = Strict.GetString(packet[1..^1]).Split('\0');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        // What is told of in the log or the journal has one line. Of a user's name it is told who it is, and that it is none of ours.
        return fields is [Version, var service, var user, var terminal, var host, var remoteUser, var flags]
            && !string.Concat(service, terminal, host, remoteUser).Any(char.IsControl)
            && uint.TryParse(flags, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
                ? new RelayRequest((RelayKind)packet[0], service, user, terminal, host, remoteUser, bits)
                : null;
    }
}
