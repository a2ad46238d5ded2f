using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using System.Security;
using System.Text;

namespace Keyway.EndToEnd.PowerShell;

/// <summary>A person at the console: types a PIN when one is asked for, and says no to every question.</summary>
internal sealed class RecordingUserInterface : PSHostUserInterface
{
    private readonly StringBuilder _shown = new();

    /// <summary>What is typed where the screen shows nothing.</summary>
    public string Typed { get; set; } = "";

    /// <summary>How many questions were answered with no.</summary>
    public int Denied { get; private set; }

    public override PSHostRawUserInterface RawUI => null!;

    /// <summary>What was shown since the last call.</summary>
    public string Take()
    {
        var shown = _shown.ToString();
        _shown.Clear();
        return shown;
    }

    public override SecureString ReadLineAsSecureString() => new NetworkCredential("", Typed).SecurePassword;

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteLine($"{caption} {message}");
        Denied++;
        return choices.IndexOf(choices.Single(choice => choice.Label == "&No"));
    }

    public override void Write(string value) => _shown.Append(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => _shown.AppendLine(value);

    public override void WriteDebugLine(string message) => WriteLine(message);

    public override void WriteErrorLine(string value) => WriteLine(value);

    public override void WriteVerboseLine(string message) => WriteLine(message);

    public override void WriteWarningLine(string message) => WriteLine(message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => WriteLine(record.ToString());

    public override string ReadLine() => throw new NotSupportedException();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw new NotSupportedException();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotSupportedException();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new NotSupportedException();
}
