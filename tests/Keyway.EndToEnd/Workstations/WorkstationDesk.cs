using System.Text.RegularExpressions;
using Keyway.Lab;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Workstations;

/// <summary>Somebody before PC1, or before PC2.</summary>
internal sealed partial class WorkstationDesk(Laboratory lab, CancellationToken cancellation, bool inDomain = false) : IDisposable
{
    /// <summary>PAM's own word when its service has nobody else to ask.</summary>
    public const string NextModule = "Password: ";

    public Workstation Computer => inDomain ? lab.DomainWorkstation : lab.Workstation;

    public DaemonLog Log { get; } = new(
        lab.Record.Components.Last(component => component.Name == (inDomain ? lab.DomainWorkstation : lab.Workstation).DaemonName).Log, cancellation);

    public string Pin => lab.Record.Pin + "\n";

    public void Insert(string user) => Computer.Insert(user);

    /// <summary>A login program asks PAM who it is.</summary>
    public Task<ToolResult> AuthenticateAsync(string user, string? input = null, uint? asUser = null) => Computer.AskPamAsync(user, input ?? Pin, cancellation, asUser, "authenticate");

    /// <summary>The same up to the open session.</summary>
    public Task<ToolResult> LogInAsync(string user) => Computer.AskPamAsync(user, Pin, cancellation, null, "authenticate", "acct_mgmt", "setcred", "open_session");

    public Task<ToolResult> RunAsync(string program, params string[] arguments) => Computer.RunAsync(program, arguments, cancellation);

    /// <summary>Types at a terminal: the PIN when it is asked for. What stood on the screen is the output.</summary>
    public Task<ToolResult> AtTerminalAsync(string command) => Computer.RunAsync(
        "expect", ["-c", $$"""set timeout 60; spawn -noecho {{command}}; expect -re {PIN of your security key[^:]*: }; send "[gets stdin]\r"; expect eof"""], cancellation, Pin);

    /// <summary>The numeric user of a name, as every program sees it.</summary>
    public async Task<uint> UserIdAsync(string user)
    {
        var passwd = await RunAsync("getent", "passwd", user);
        Assert.True(passwd.Succeeded, $"{user} is no user: {passwd.Said}");
        return uint.Parse(passwd.Output.Split(':')[2], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>How often a person was asked for a PIN.</summary>
    public static int PinQuestions(ToolResult result) => PinQuestion().Count(result.Said);

    public void Dispose() => Computer.Remove();

    [GeneratedRegex("PIN of your security key")]
    private static partial Regex PinQuestion();
}
