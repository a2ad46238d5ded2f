using System.CommandLine;

namespace Keyway.Connect.CommandLine;

/// <summary>A command whose <c>--help</c> shows examples.</summary>
internal sealed class DocumentedCommand(string name, CommandHelp help) : Command(name, help.Description)
{
    public IReadOnlyList<string> Examples { get; } = help.Examples;
}
