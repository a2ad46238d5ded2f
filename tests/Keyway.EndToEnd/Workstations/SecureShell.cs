using System.Globalization;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Workstations;

/// <summary>A real sshd. It runs at PC1 as everybody's, and is <c>pc2</c> for those who come with a ticket: its keytab is that computer's.</summary>
internal sealed class SecureShell : IAsyncDisposable
{
    private const int Port = 22022;
    private const string Host = "pc2." + Domain.DnsName;

    private readonly WorkstationDesk _desk;
    private readonly string _address;
    private readonly string _process;

    private SecureShell(WorkstationDesk desk, string address, string process)
    {
        _desk = desk;
        _address = address;
        _process = process;
    }

    /// <param name="address">Of this lab alone, so that two labs do not meet at one port.</param>
    public static async Task<SecureShell> StartAsync(WorkstationDesk desk, string address, string keytab)
    {
        const string Script = """
            mkdir -p /run/sshd && rm -f /tmp/ssh_host && ssh-keygen -q -t ed25519 -N '' -f /tmp/ssh_host &&
            { grep -q "$2" /etc/hosts || echo "$4 $2" >>/etc/hosts; } &&
            printf '%s\n' "ListenAddress $4:$3" 'HostKey /tmp/ssh_host' 'UsePAM yes' 'PubkeyAuthentication no' 'PasswordAuthentication no' \
              'KbdInteractiveAuthentication yes' 'GSSAPIAuthentication yes' 'GSSAPIStrictAcceptorCheck no' 'PidFile none' >/tmp/sshd_config || exit 5
            KRB5_KTNAME=$1 setsid /usr/sbin/sshd -D -e -f /tmp/sshd_config >/tmp/sshd.log 2>&1 </dev/null &
            echo $!
            for try in 1 2 3 4 5 6 7 8 9 10; do grep -q listening /tmp/sshd.log && exit 0; sleep 0.1; done
            grep -qi listening /tmp/sshd.log || { cat /tmp/sshd.log >&2; exit 5; }
            """;
        var started = await desk.RunAsync("sh", "-c", Script, "sh", keytab, Host, Port.ToString(CultureInfo.InvariantCulture), address);
        Assert.True(started.Succeeded, started.Said);
        return new SecureShell(desk, address, started.Output.Trim());
    }

    /// <summary>Comes from somewhere without a ticket: the key is asked for, the one that is plugged in here.</summary>
    public Task<ToolResult> WithKeyAsync(string user, string command) => _desk.AtTerminalAsync($"ssh {Options} -o PreferredAuthentications=keyboard-interactive {user}@{_address} {{{command}}}");

    /// <summary>Comes the same way, up to the question for the password and no further.</summary>
    /// <param name="pin">What is typed when the key's PIN is asked for first.</param>
    public Task<ToolResult> UpToPasswordAsync(string user, string pin = "") => _desk.Computer.RunAsync(
        "expect",
        ["-c", $$"""
            set timeout 30; spawn -noecho ssh {{Options}} -o PreferredAuthentications=keyboard-interactive {{user}}@{{_address}} true
            expect -re {PIN of your security key[^:]*: } {send "[gets stdin]\r"; exp_continue} "Password: " {exit 0}; exit 1
            """],
        TestContext.Current.CancellationToken, pin);

    /// <summary>The same with a key that knows the person's finger, which lies on it: sshd shows no message in time, so a question has to.</summary>
    public Task<ToolResult> WithFingerAsync(string user, string command) => _desk.RunAsync(
        "expect", "-c", $$"""set timeout 60; spawn -noecho ssh {{Options}} -o PreferredAuthentications=keyboard-interactive {{user}}@{{_address}} {{{command}}}; expect "Press Enter."; send "\r"; expect eof""");

    /// <summary>Comes from a computer where the person has signed in, by their ticket, which goes with them.</summary>
    public Task<ToolResult> WithTicketAsync(string user, uint uid, string command) => _desk.RunAsync(
        "sh", "-c", $"exec setpriv --reuid={uid} --regid={uid} --clear-groups env HOME=/home/{user} ssh {Options} -o PreferredAuthentications=gssapi-with-mic -o GSSAPIAuthentication=yes -o GSSAPIDelegateCredentials=yes {user}@{Host} \"$1\"", "sh", command);

    public async ValueTask DisposeAsync() => await _desk.RunAsync("kill", "-KILL", _process);

    private static string Options => $"-p {Port} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null";
}
