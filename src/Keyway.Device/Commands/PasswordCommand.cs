using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.Daemon.Passwords;
using Keyway.Device.SignIn;
using Keyway.Errors;
using Keyway.Kerberos.CredentialCaches;
using Keyway.Kerberos.Messages;

namespace Keyway.Device.Commands;

/// <summary><c>keyway password change</c>: for the person who runs it; no right of root is needed.</summary>
internal static class PasswordCommand
{
    private const string Failed = "The password was not changed";

    public static Command Create(SharedOptions shared) => new("password", "The password of your account in the domain.") { CreateChange(shared) };

    private static Command CreateChange(SharedOptions shared)
    {
        var user = new Option<string?>("--user") { Description = "User principal name; whose ticket this session has when left out.", HelpName = "UPN" };
        var domain = new DomainSearchOptions();
        var command = new Command("change", "Change your password in the domain. The passwords are typed at the terminal and nowhere else.") { user };
        domain.AddTo(command);
        command.SetAction(async (line, cancellationToken) =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            if (!Who(line.GetValue(user)).TryGet(out var person, out var refusal))
                return output.Refuse(Failed, refusal);
            var changed = await new PasswordRenewal(domain.Read(line), TimeProvider.System).ChangeAsync(person, output.Screen.AskSecret, cancellationToken);
            if (!changed.TryGet(out var done, out refusal))
                return output.Refuse(Failed, refusal);
            done.Dispose();
            return output.Done(new JsonObject { ["user"] = person.Client.ToString(), ["domain"] = person.Domain }, $"The password of {person} is changed.");
        });
        return command;
    }

    private static Result<ExpiredPerson> Who(string? user)
    {
        if (user is not null)
        {
            return user.Split('@') is [{ Length: > 0 }, { Length: > 0 } suffix]
                ? new ExpiredPerson(PrincipalName.Enterprise(user), suffix)
                : new Refusal(Catalogue.Device.CommandLineUnclear, "--user takes name@domain");
        }

        if (!CacheName.Parse(Environment.GetEnvironmentVariable("KRB5CCNAME") is { Length: > 0 } named ? named : null).TryGet(out var name, out var refusal))
            return refusal;
        return CredentialCacheFile.Read(name.Path).TryGet(out var cache, out refusal)
            ? new ExpiredPerson(cache.Client, cache.ClientRealm.ToLowerInvariant())
            : refusal;
    }
}
