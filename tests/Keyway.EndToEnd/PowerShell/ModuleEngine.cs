using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Runtime.CompilerServices;

namespace Keyway.EndToEnd.PowerShell;

/// <summary>The engine of PowerShell 7.6 with the module imported from the checkout: the real parser, binder, pipeline and error handling, in this process.</summary>
internal sealed class ModuleEngine : IDisposable
{
    private readonly RecordingUserInterface _person = new();
    private readonly Runspace _runspace;

    static ModuleEngine() =>
        // The engine tells its maker which modules are loaded, unless told before its first use that it may not.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

    public ModuleEngine()
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("ConvertFrom-Json", typeof(ConvertFromJsonStandIn), null));
        _runspace = RunspaceFactory.CreateRunspace(new RecordingHost(_person), state);
        _runspace.Open();

        // Nothing that happens to be installed on this machine takes part.
        _runspace.SessionStateProxy.SetVariable("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None);
        _runspace.SessionStateProxy.SetVariable("DebugPreference", ActionPreference.Continue);
        var imported = Run("Import-Module", new() { ["Name"] = Manifest, ["PassThru"] = true });
        Module = (PSModuleInfo)imported.Object.BaseObject;
        Assert.Empty(imported.Warnings);
    }

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "powershell", "AzureADKerberos"));

    public static string Manifest { get; } = Path.Combine(Folder, "AzureADKerberos.psd1");

    public PSModuleInfo Module { get; }

    /// <summary>Who sits at the console.</summary>
    public RecordingUserInterface Person => _person;

    public static PSCredential Credential(string user, string password) => new(user, new NetworkCredential("", password).SecurePassword);

    /// <summary>Runs one command with every stream open. Not with <c>-Debug</c>, which asks a question at each warning.</summary>
    /// <param name="program"><c>$env:KEYWAY_CONNECT</c> meanwhile.</param>
    public ModuleRun Run(string command, Dictionary<string, object> parameters, string? program = null)
    {
        using var shell = System.Management.Automation.PowerShell.Create(_runspace);
        shell.AddCommand(command).AddParameters(parameters).AddParameter("Verbose", true);
        IReadOnlyList<PSObject> output = [];
        ErrorRecord? thrown = null;
        Environment.SetEnvironmentVariable("KEYWAY_CONNECT", program);
        try
        {
            output = shell.Invoke();
        }
        catch (RuntimeException failure)
        {
            thrown = failure.ErrorRecord;
        }
        finally
        {
            Environment.SetEnvironmentVariable("KEYWAY_CONNECT", null);
        }

        return ModuleRun.Of(shell, output, thrown, _person.Take());
    }

    public void Dispose() => _runspace.Dispose();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
