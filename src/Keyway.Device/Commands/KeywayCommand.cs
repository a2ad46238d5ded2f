using System.CommandLine;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary>The program <c>keyway</c>: its commands, and what happens to what none of them handles.</summary>
internal static class KeywayCommand
{
    /// <summary>The commands.</summary>
    public static RootCommand Create()
    {
        var shared = new SharedOptions();
        return new RootCommand("Sign in to this computer and its organisation with a security key.")
        {
            shared.State,
            shared.Json,
            JoinCommand.Create(shared),
            SignInCommand.Create(shared),
            StatusCommand.Create(shared),
            RenewCommand.Create(shared),
            LeaveCommand.Create(shared),
            new Command("domain", "The domain of this computer.") { LocateCommand.Create(shared) },
            PasswordCommand.Create(shared),
            DoctorCommand.Create(shared),
            LogsCommand.Create(shared),
            DeviceManagementCommand.Create(shared),
            AccessTokenCommand.Create(shared),
            DaemonCommand.Create(shared),
            PolicyCommand.Create(shared),
            NtlmCommand.Create(shared),
            CredentialCacheCommand.Create(shared),
            NameServiceCommand.Create(shared),
            new Command("security-key", "Security keys: make, register, look at, set up, reset.")
            {
                CreateSoftwareKeyCommand.Create(shared),
                RegisterSecurityKeyCommand.Create(shared),
                ListSecurityKeysCommand.Create(shared),
                SecurityKeyInfoCommand.Create(shared),
                SecurityKeyPinCommand.Create(shared),
                SecurityKeyFingerprintCommand.Create(shared),
                SecurityKeyCredentialCommand.Create(shared),
                SecurityKeyResetCommand.Create(shared),
            },
        };
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        const string Failed = "The command was not finished";

        // The names of the original's tools: scripts beside the program hand their whole command line on.
        if (arguments is ["dsregcmd", .. var switches])
        {
            if (DsregcmdCommand.Translate(switches) is not { } translated)
            {
                var output = new CommandOutput(json: false);
                output.Screen.Line(DsregcmdCommand.Usage);
                return DsregcmdCommand.AsksForHelp(switches) ? ExitCode.Done : output.Refuse("The command was not run", new Refusal(Catalogue.Device.CommandLineUnclear, string.Join(' ', switches)));
            }

            arguments = [.. translated];
        }

        var line = Create().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            if (arguments is ["nltest", .. var tests])
                return await NltestCommand.RunAsync(tests, CancellationToken.None);
            if (line.Errors is [var first, ..])
                return new CommandOutput(json: false).Refuse("The command was not run", new Refusal(Catalogue.Device.CommandLineUnclear, first.Message));
            return await line.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return new CommandOutput(json: false).Refuse(Failed, Catalogue.Device.Interrupted);
        }
        catch (Exception failure)
        {
            return new CommandOutput(json: false).Refuse(Failed, new Refusal(Catalogue.Device.Broken, $"{failure.GetType().Name}: {failure.Message}"));
        }
    }
}
