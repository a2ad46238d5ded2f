using System.CommandLine;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary>The options that say what a Kerberos server shall be: of <c>set</c>, and of <c>plan</c>, which says what <c>set</c> would do.</summary>
/// <param name="inputs">Defaults.</param>
internal sealed class RevealListOptions(SharedInputs inputs)
{
    private readonly Option<string[]> _allow = new("--allow-group") { Description = "Group whose members may get tickets: name, SID or distinguished name; may be repeated. Needed for a new one.", HelpName = "GROUP" };
    private readonly Option<string[]> _deny = new("--deny-group") { Description = "Group whose members never get tickets; may be repeated. The privileged groups when left out.", HelpName = "GROUP" };
    private readonly Option<string?> _accountFile = new("--account-file") { Description = "Where the Kerberos server's own account is kept, mode 0600: written when it is not there, and keys are read as that account from then on.", HelpName = "FILE" };

    public IReadOnlyList<Option> Options => [_allow, _deny, _accountFile];

    /// <param name="name">The Kerberos server.</param>
    public Result<WantedServer> Read(ParseResult line, string name) =>
        inputs.Defaults(line).TryGet(out var defaults, out var refusal)
            ? new WantedServer(new KerberosServerSettings { Name = name, AllowGroups = Given(line, _allow), DenyGroups = Given(line, _deny) }, line.GetValue(_accountFile) ?? defaults.AccountFile)
            : refusal;

    // Left out means "as it is", which an empty list would not.
    private static string[]? Given(ParseResult line, Option<string[]> option) => line.GetValue(option) is { Length: > 0 } values ? values : null;
}
