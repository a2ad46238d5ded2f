using System.CommandLine;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary>Where a join makes its keys: <c>--tpm</c>.</summary>
internal static class KeyStoreOption
{
    public static Option<string> Create() => new("--tpm")
    {
        Description = "Where the keys are made: auto takes the computer's TPM 2.0 when it has one, none takes files that only root may open, and the address of a TPM takes that.",
        HelpName = "auto|none|ADDRESS",
        DefaultValueFactory = _ => KeyStores.Automatic,
    };

    /// <summary>Opens the store that a command line names.</summary>
    public static Func<Result<KeyStore>> Read(ParseResult line, Option<string> option)
    {
        var choice = line.GetRequiredValue(option);
        return () => KeyStores.Choose(choice);
    }
}
