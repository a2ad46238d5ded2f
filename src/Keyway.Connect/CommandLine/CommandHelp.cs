namespace Keyway.Connect.CommandLine;

/// <summary>What <c>--help</c> says of a command beyond its options.</summary>
/// <param name="Description">What it does, in a sentence or two.</param>
/// <param name="Examples">Whole command lines that can be copied.</param>
internal sealed record CommandHelp(string Description, IReadOnlyList<string> Examples)
{
    private const string Server = "--server https://keyway.contoso.corp.com --connector-file connector.json";
    private const string Sides = "--domain contoso.corp.com --domain-user administrator@contoso.corp.com " + Server;

    /// <param name="description">What it does.</param>
    /// <param name="examples">Each without the program's name; … stands for the options that say domain and server, …server for the server's alone.</param>
    public static CommandHelp Of(string description, params IReadOnlyList<string> examples) => new(
        description,
        [.. examples.Select(example => "keyway-connect " + example.Replace("…server", Server, StringComparison.Ordinal).Replace("…", Sides, StringComparison.Ordinal))]);

    /// <summary>The same for a verb of <c>kerberos-server</c>, which the examples leave out.</summary>
    public static CommandHelp OfVerb(string description, params IReadOnlyList<string> examples) =>
        Of(description, [.. examples.Select(example => "kerberos-server " + example)]);
}
