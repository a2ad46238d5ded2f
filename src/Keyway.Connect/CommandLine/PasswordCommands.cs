using System.CommandLine;
using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Connect.IdentityServer.SignIn;
using Keyway.Connect.Passwords;
using Keyway.Connect.Secrets;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary><c>keyway-connect passwords</c>, with <c>test</c>.</summary>
internal sealed class PasswordCommands(CommandRun run)
{
    private const int UsualSlots = 8;
    private const int MostSlots = 32;

    private readonly Option<string?> _keytab = new("--keytab") { Description = "Keytab with the account that armours the questions, such as the computer's own /etc/krb5.keytab.", HelpName = "FILE" };
    private readonly Option<string?> _keytabAccount = new("--keytab-account") { Description = "Account of the keytab; without it the first computer of the domain in the file.", HelpName = "NAME" };

    public Command Build()
    {
        var domain = new DomainOptions(run.Inputs);
        var server = new ServerOptions(run.Inputs);
        var slots = new Option<int>("--slots") { Description = $"How many passwords are checked at once, 1 to {MostSlots}.", HelpName = "NUMBER", DefaultValueFactory = _ => UsualSlots };
        slots.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostSlots)
                result.AddError($"--slots takes 1 to {MostSlots}.");
        });
        var command = new DocumentedCommand("passwords", CommandHelp.Of(
            "Check passwords of the domain for the identity server, until it is told to end. It connects to the server and to domain controllers, and nobody connects to it; " +
            "run it on two computers. What happens is logged on standard output, one JSON object a line, and never a password.",
            "passwords --domain contoso.corp.com --keytab /etc/krb5.keytab …server", "passwords …"));
        AddTo(command, domain);
        server.AddTo(command);
        command.Options.Add(slots);
        command.SetAction((line, token) => run.RunAsync(line, "check passwords", _ => Prepare(line, domain, server, line.GetValue(slots)), token));
        command.Subcommands.Add(Test());
        return command;
    }

    private DocumentedCommand Test()
    {
        var domain = new DomainOptions(run.Inputs);
        var user = new Option<string>("--user") { Description = "Whose password: an account name or a user principal name.", HelpName = "NAME", Required = true };
        var file = new Option<string?>("--password-file") { Description = "File of mode 0600 with the password, or - for standard input; without it the password is asked for.", HelpName = "FILE" };
        var command = new DocumentedCommand("test", CommandHelp.Of(
            "Check one password here, as keyway-connect passwords does, and say whether FAST protected it. A wrong one counts at the domain.",
            "passwords test --user alice --domain contoso.corp.com --keytab /etc/krb5.keytab"));
        AddTo(command, domain);
        command.Options.Add(user);
        command.Options.Add(file);
        command.SetAction((line, token) => run.RunAsync(line, "check the password", steps =>
        {
            if (!Passwords(line, domain).TryGet(out var passwords, out var refusal))
                return refusal;
            var name = line.GetRequiredValue(user);
            var secret = line.GetValue(file) is { } path ? SecretFile.ReadText(path) : HiddenPrompt.Ask("Password of " + SafeText.Of(name), "--password-file");
            if (!secret.TryGet(out var password, out refusal))
                return refusal;
            return Journey(new PasswordTestJourney(passwords.Checks, name, Encoding.UTF8.GetBytes(password), steps).RunAsync);
        }, token));
        return command;
    }

    private void AddTo(Command command, DomainOptions domain)
    {
        domain.AddTo(command);
        command.Options.Add(_keytab);
        command.Options.Add(_keytabAccount);
    }

    private Result<Func<CancellationToken, Task<Report>>> Prepare(ParseResult line, DomainOptions domain, ServerOptions server, int slots)
    {
        if (run.IsForProgram(line))
            return new Refusal(Catalogue.Connect.OptionInvalid, "passwords writes its log as JSON by itself, without --json");
        if (!Passwords(line, domain).TryGet(out var passwords, out var refusal) || !server.Read(line, passwords.Domain).TryGet(out var access, out refusal))
            return refusal;
        return access.SignIn is SecretSignIn or CertificateSignIn
            ? Journey(new PasswordService(passwords.Domain, passwords.Checks, access, slots, new AgentLog(Console.Out, run.Time), run.Time).RunAsync)
            : Catalogue.ConnectPasswords.ConnectorNeeded;
    }

    private Result<(string Domain, DomainPasswords Checks)> Passwords(ParseResult line, DomainOptions domain)
    {
        if (line.GetValue(_keytab) is { } keytab)
        {
            return domain.ReadPlace(line).TryGet(out var place, out var refused)
                ? (place.Domain, new DomainPasswords(place.Domain, place.Locator, new ArmourCredential.Keytab(keytab, line.GetValue(_keytabAccount)), run.Time))
                : refused;
        }

        if (line.GetValue(_keytabAccount) is not null)
            return new Refusal(Catalogue.Connect.OptionInvalid, "--keytab-account is an account of --keytab");
        if (!domain.Read(line).TryGet(out var access, out var refusal))
            return refusal.Error == Catalogue.Connect.SignInMissing ? Catalogue.ConnectPasswords.ArmourMissing : refusal;
        return access.Credential is DomainCredential.Password account
            ? (access.DnsName, new DomainPasswords(access.DnsName, access.Locator, new ArmourCredential.Password(account.UserPrincipalName, account.Secret), run.Time))
            : new Refusal(Catalogue.ConnectPasswords.ArmourMissing, "--domain-ccache ends with its tickets");
    }

    private static Result<Func<CancellationToken, Task<Report>>> Journey(Func<CancellationToken, Task<Report>> journey) => journey;
}
