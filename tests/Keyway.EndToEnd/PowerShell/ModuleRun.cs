using System.Management.Automation;

namespace Keyway.EndToEnd.PowerShell;

/// <summary>What one command of the module gave.</summary>
/// <param name="Output">Its objects.</param>
/// <param name="Error">The error that ended it, or the first one that it wrote; null when there was none.</param>
/// <param name="Streams">Everything that a person or a transcript sees: each record of each stream, each object and its members, and what the host showed.</param>
/// <param name="Shown">What the host showed.</param>
internal sealed record ModuleRun(IReadOnlyList<PSObject> Output, ErrorRecord? Error, IReadOnlyList<string> Warnings, IReadOnlyList<string> Verbose, string Shown, IReadOnlyList<string> Streams)
{
    /// <summary>The only object; fails with the error when there is none.</summary>
    public PSObject Object
    {
        get
        {
            Assert.True(Error is null, Said);
            return Assert.Single(Output);
        }
    }

    /// <summary>All streams, for the message of an assertion.</summary>
    public string Said => string.Join('\n', Streams);

    public static ModuleRun Of(System.Management.Automation.PowerShell shell, IReadOnlyList<PSObject> output, ErrorRecord? thrown, string shown)
    {
        var streams = shell.Streams;
        var error = thrown ?? streams.Error.FirstOrDefault();
        List<string> warnings = [.. streams.Warning.Select(record => record.Message)];
        List<string> verbose = [.. streams.Verbose.Select(record => record.Message)];
        List<string> all =
        [
            .. output.SelectMany(Texts), .. streams.Error.Append(error).OfType<ErrorRecord>().SelectMany(Texts), .. warnings, .. verbose, shown,
            .. streams.Debug.Select(record => record.Message), .. streams.Information.Select(record => $"{record}"), .. streams.Progress.Select(record => $"{record}"),
        ];
        return new ModuleRun(output, error, warnings, verbose, shown, all);
    }

    /// <summary>A member of an object as it stands there.</summary>
    public static object? Member(PSObject given, string name) => given.Properties[name].Value is PSObject wrapped ? wrapped.BaseObject : given.Properties[name].Value;

    private static IEnumerable<string> Texts(PSObject given) =>
        [$"{given}", .. given.Properties.Select(property => property.Value is object?[] many ? $"{property.Name}: {string.Join("; ", many)}" : $"{property.Name}: {property.Value}")];

    private static IEnumerable<string> Texts(ErrorRecord error) =>
        [$"{error}", error.FullyQualifiedErrorId, $"{error.Exception}", $"{error.ErrorDetails?.RecommendedAction}", $"{error.TargetObject}", $"{error.InvocationInfo?.Line}", $"{error.InvocationInfo?.PositionMessage}", $"{error.ScriptStackTrace}"];
}
