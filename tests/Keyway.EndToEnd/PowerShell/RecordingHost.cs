using System.Globalization;
using System.Management.Automation.Host;

namespace Keyway.EndToEnd.PowerShell;

/// <summary>The program around the engine, as a console would be: what it shows is kept, what it asks is answered by <see cref="RecordingUserInterface"/>.</summary>
internal sealed class RecordingHost(RecordingUserInterface userInterface) : PSHost
{
    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "Keyway tests";

    public override PSHostUserInterface UI => userInterface;

    public override Version Version => new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
