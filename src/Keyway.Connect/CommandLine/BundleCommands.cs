using System.CommandLine;
using Keyway.Connect.Bundles;
using Keyway.Connect.Domain;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary><c>keyway-connect kerberos-server publication-key|export|publish</c>: for a domain without a line to the identity server.</summary>
internal sealed class BundleCommands(CommandRun run)
{
    /// <summary>Adds them to <c>kerberos-server</c>.</summary>
    public void AddTo(Command kerberosServer)
    {
        kerberosServer.Subcommands.Add(PublicationKey());
        kerberosServer.Subcommands.Add(Export());
        kerberosServer.Subcommands.Add(Publish());
    }

    private DocumentedCommand PublicationKey()
    {
        var server = new ServerOptions(run.Inputs);
        var output = new Option<string?>("--out") { Description = "Write the key to this file, for kerberos-server export.", HelpName = "FILE" };
        var command = new DocumentedCommand("publication-key", CommandHelp.OfVerb(
            "Fetch the key to which exports are sealed, and show its fingerprint.", "publication-key …server --out publication-key.json"));
        server.AddTo(command);
        command.Options.Add(output);
        command.SetAction((line, token) => run.RunAsync(line, "fetch the publication key", steps => Prepare(line, steps), token));
        return command;

        Result<Func<CancellationToken, Task<Report>>> Prepare(ParseResult line, StepLog steps)
        {
            if (!server.Read(line, domain: null).TryGet(out var access, out var refusal))
                return refusal;
            Func<CancellationToken, Task<Report>> journey = new PublicationKeyJourney(access, line.GetValue(output), steps, run.Time).RunAsync;
            return journey;
        }
    }

    private Command Export()
    {
        var key = new Option<string>("--publication-key") { Description = "File that kerberos-server publication-key wrote.", HelpName = "FILE", Required = true };
        var fingerprint = new Option<string?>("--fingerprint") { Description = "What an administrator of the identity server reads as the key's fingerprint; on a terminal it is asked for.", HelpName = "TEXT" };
        var output = new Option<string>("--out") { Description = "The bundle to write, mode 0600.", HelpName = "FILE", Required = true };
        var verb = new KerberosServerVerb(run, "export", CommandHelp.OfVerb(
            "Seal the Kerberos server and its key into a bundle, without any line to the identity server.",
            "export --domain contoso.corp.com --account-file account.json --publication-key publication-key.json --fingerprint E1JGSq_wo7eLRttle9YrDtvLQOWv_PVSHwHD6STPeDY --out contoso.bundle"), "export the Kerberos server");
        return verb.BuildForDomain(
            (access, name, line, steps) =>
            {
                if (!PublicationKeyFile.Read(line.GetRequiredValue(key)).TryGet(out var publicationKey, out var refusal))
                    return refusal;
                if (FingerprintCheck.Of(publicationKey.Fingerprint, line.GetValue(fingerprint)) is { } foreign)
                    return foreign;
                Func<CancellationToken, Task<Report>> journey = new ExportJourney(name, access, publicationKey, line.GetRequiredValue(output), steps, run.Time).RunAsync;
                return journey;
            },
            key, fingerprint, output);
    }

    private DocumentedCommand Publish()
    {
        var server = new ServerOptions(run.Inputs);
        var domain = new Option<string?>("--domain") { Description = "DNS name of the domain that the bundle must be of.", HelpName = "NAME" };
        var file = new Argument<string>("FILE") { Description = "The bundle." };
        var command = new DocumentedCommand("publish", CommandHelp.OfVerb(
            "Hand an exported bundle to the identity server, from a computer that need not see the domain.",
            "publish contoso.bundle …server", "publish contoso.bundle --server https://keyway.contoso.corp.com --admin dana@contoso.corp.com"));
        command.Arguments.Add(file);
        server.AddTo(command);
        command.Options.Add(domain);
        command.SetAction((line, token) => run.RunAsync(line, "publish the bundle", steps => Prepare(line, steps), token));
        return command;

        Result<Func<CancellationToken, Task<Report>>> Prepare(ParseResult line, StepLog steps)
        {
            var path = line.GetRequiredValue(file);
            if (!BundleFile.Read(path).TryGet(out var bundle, out var refusal))
                return refusal;
            if (line.GetValue(domain) is { } named)
            {
                if (!DomainName.Parse(named).TryGet(out var expected, out refusal))
                    return refusal;
                if (!expected.Equals(bundle.DomainDnsName, StringComparison.OrdinalIgnoreCase))
                    return new Refusal(Catalogue.Connect.BundleOfAnotherDomain, bundle.DomainDnsName);
            }

            if (!server.Read(line, bundle.DomainDnsName).TryGet(out var access, out refusal))
                return refusal;
            Func<CancellationToken, Task<Report>> journey = new PublishBundleJourney(access, path, bundle, steps, run.Time).RunAsync;
            return journey;
        }
    }
}
