using System.CommandLine;
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
            AccessTokenCommand.Create(shared),
            new Command("security-key", "Security keys: make, register, list.")
            {
                CreateSoftwareKeyCommand.Create(shared),
                RegisterSecurityKeyCommand.Create(shared),
                ListSecurityKeysCommand.Create(shared),
            },
        };
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        const string Failed = "The command was not finished";
        var line = Create().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (line.Errors is [var first, ..])
            return new CommandOutput(json: false).Refuse("The command was not run", new Refusal(Catalogue.Device.CommandLineUnclear, first.Message));
        try
        {
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
