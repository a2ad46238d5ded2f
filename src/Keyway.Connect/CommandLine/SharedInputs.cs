using System.CommandLine;
using Keyway.Connect.Secrets;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary>What the options of both sides draw on: the defaults of the config file, and the secrets that a program writes to standard input.</summary>
internal sealed class SharedInputs
{
    private readonly Option<string?> _config = new("--config") { Description = $"JSON file with defaults for options; {ConfigFile.Usual} when it exists.", HelpName = "FILE", Recursive = true };
    private readonly Option<bool> _secretsFromStdin = new("--secrets-from-stdin") { Description = "Read {\"domainPassword\", \"serverSecret\", \"pin\"} as one JSON object from standard input, for programs.", Recursive = true };

    private Result<Defaults>? _defaults;
    private Result<GivenSecrets>? _secrets;

    public void AddTo(Command root)
    {
        root.Options.Add(_config);
        root.Options.Add(_secretsFromStdin);
    }

    /// <summary>The config file's, read once.</summary>
    public Result<Defaults> Defaults(ParseResult line) => _defaults ??= ConfigFile.Read(line.GetValue(_config));

    /// <summary>Standard input's, read once; none when the option is not given.</summary>
    public Result<GivenSecrets> Secrets(ParseResult line) => _secrets ??= line.GetValue(_secretsFromStdin) ? GivenSecrets.ReadStandardInput() : GivenSecrets.None;
}
