using System.Text.Json.Nodes;

namespace Keyway.Connect.CommandLine;

/// <summary>What a command has to say when it ends.</summary>
/// <param name="Lines">For people, under the steps.</param>
/// <param name="Content">For programs: the members of the JSON object beside <c>outcome</c>, <c>steps</c> and <c>error</c>.</param>
/// <param name="Failure">Null when everything is done.</param>
internal sealed record Report(IReadOnlyList<string> Lines, JsonObject Content, Failure? Failure = null)
{
    public ExitCode ExitCode => Failure is null ? ExitCode.Done : ExitCodes.Of(Failure.Refusal.Error);

    /// <summary>A command that ended before it had anything to show.</summary>
    public static Report Of(Failure failure) => new([], [], failure);
}
