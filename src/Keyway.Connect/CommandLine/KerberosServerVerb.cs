using System.CommandLine;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.Domain;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.KerberosServers;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary>What every verb of <c>kerberos-server</c> has: a name, a domain, a server, and how one signs in to both.</summary>
/// <param name="attempt">Ends the sentence "Could not …".</param>
/// <param name="accountSignsIn">False for a verb whose <c>--account-file</c> is one that it may still have to write.</param>
internal sealed class KerberosServerVerb(CommandRun run, string name, CommandHelp help, string attempt, bool accountSignsIn = true)
{
    private readonly DomainOptions _domain = new(run.Inputs, accountSignsIn);
    private readonly ServerOptions _server = new(run.Inputs);
    private readonly Option<string> _name = new("--name") { Description = "Name of the Kerberos server, when a domain has several.", HelpName = "NAME", DefaultValueFactory = _ => KerberosServerNames.DefaultName };

    /// <summary>For a site without a line to the identity server.</summary>
    public Option<bool> OnlyDomain { get; } = new("--only-domain") { Description = "Leave the identity server out: at a site without a line to it, where export writes what publish hands over elsewhere." };

    /// <summary>A command that works on both sides.</summary>
    public Command Build(Func<KerberosServerContext, ParseResult, Result<Func<CancellationToken, Task<Report>>>> journey, params IReadOnlyList<Option> options) =>
        Build(
            (line, steps) =>
            {
                if (!ReadName(line).TryGet(out var serverName, out var refusal) || !ReadDomain(line).TryGet(out var domain, out refusal))
                    return refusal;
                return ReadServer(line, domain.DnsName).TryGet(out var server, out refusal)
                    ? journey(new KerberosServerContext(serverName, domain, server, steps, run.Time), line)
                    : refusal;
            },
            options);

    /// <summary>A command that works on both sides, or with <see cref="OnlyDomain"/> on the domain's alone: the server's access is null then.</summary>
    public Command BuildWithOnlyDomain(Func<DomainSideContext, ServerAccess?, ParseResult, Result<Func<CancellationToken, Task<Report>>>> journey, params IReadOnlyList<Option> options) =>
        Build(
            (line, steps) =>
            {
                if (!ReadName(line).TryGet(out var serverName, out var refusal) || !ReadDomain(line).TryGet(out var domain, out refusal))
                    return refusal;
                ServerAccess? server = null;
                if (!line.GetValue(OnlyDomain) && !ReadServer(line, domain.DnsName).TryGet(out server, out refusal))
                    return refusal;
                return journey(new DomainSideContext(serverName, domain, steps, run.Time), server, line);
            },
            [.. options, OnlyDomain]);

    /// <summary>A command that never speaks to an identity server, and has no options for it.</summary>
    public Command BuildForDomain(Func<DomainAccess, string, ParseResult, StepLog, Result<Func<CancellationToken, Task<Report>>>> journey, params IReadOnlyList<Option> options) =>
        Build(
            (line, steps) =>
            {
                if (!ReadName(line).TryGet(out var serverName, out var refusal))
                    return refusal;
                return ReadDomain(line).TryGet(out var domain, out refusal) ? journey(domain, serverName, line, steps) : refusal;
            },
            options,
            hasServer: false);

    /// <summary>A command that reads its sides by itself.</summary>
    public Command Build(Func<ParseResult, StepLog, Result<Func<CancellationToken, Task<Report>>>> prepare, IReadOnlyList<Option> options, bool hasServer = true)
    {
        var command = new DocumentedCommand(name, help);
        foreach (var option in options)
            command.Options.Add(option);
        command.Options.Add(_name);
        _domain.AddTo(command);
        if (hasServer)
            _server.AddTo(command);
        command.SetAction((line, token) => run.RunAsync(line, attempt, steps => prepare(line, steps), token));
        return command;
    }

    public Result<string> ReadName(ParseResult line) => KerberosServerNames.Parse(line.GetValue(_name)!).TryGet(out var names, out var refusal) ? names.Name : refusal;

    public Result<DomainAccess> ReadDomain(ParseResult line) => _domain.Read(line);

    public Result<string> ReadDomainName(ParseResult line) => _domain.ReadName(line);

    public Result<ServerAccess> ReadServer(ParseResult line, string domain) => _server.Read(line, domain);
}
