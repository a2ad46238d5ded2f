using System.CommandLine;
using Keyway.Device.State;

namespace Keyway.Device.Commands;

/// <summary>The options that every command takes.</summary>
internal sealed class SharedOptions
{
    public Option<string> State { get; } = new("--state")
    {
        Description = "Folder of the device state; what KEYWAY_STATE names when left out.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("KEYWAY_STATE") is { Length: > 0 } named ? named : "/var/lib/keyway",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "One JSON document on standard output, for programs.", Recursive = true };

    /// <summary>The folder that a command line names.</summary>
    public DeviceFolder Folder(ParseResult line) => new(line.GetRequiredValue(State));
}
