using Keyway.ActiveDirectory.Locator;
using Keyway.Device.Daemon.Relay;
using Keyway.Device.SignIn;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.PasswordChange;

namespace Keyway.Device.Daemon.Passwords;

/// <summary>A person changes the password of their account in the domain: once, because a wrong one counts against the account's lock-out.</summary>
internal sealed class PasswordRenewal(DomainSearch search, TimeProvider time)
{
    /// <summary>In the middle of a sign-in that an expired password has stopped.</summary>
    public Task<Result<ChangedPassword>> RunAsync(ExpiredPerson person, RelayConversation conversation, CancellationToken cancellationToken)
    {
        conversation.Say("Your password has expired. Change it to go on.");
        return ChangeAsync(person, conversation.AskPassword, cancellationToken);
    }

    /// <summary>Asks for the passwords and changes them at a domain controller.</summary>
    /// <param name="ask">Asks a hidden question.</param>
    public async Task<Result<ChangedPassword>> ChangeAsync(ExpiredPerson person, Func<string, Result<Secret>> ask, CancellationToken cancellationToken)
    {
        var options = new LocatorOptions { DnsServer = search.NameServer, RequireWritable = true, RequireKdc = true, Hosts = search.DomainControllers };
        if (!(await new DomainControllerLocator().LocateAsync(person.Domain.ToLowerInvariant(), options, cancellationToken)).TryGet(out var controllers, out var refusal))
            return refusal;
        if (!TypedPasswords.Ask(ask).TryGet(out var typed, out refusal))
            return refusal;
        using (typed)
        {
            var realm = person.Domain.ToUpperInvariant();
            KdcEndpoint[] kdcs = [.. controllers.Select(controller => new KdcEndpoint(controller.HostName, controller.Address))];
            if (!(await new PasswordChangeExchange(new KdcTransport(), time).ChangeAsync(realm, person.Client, typed.Current, typed.New, kdcs, cancellationToken)).TryGet(out _, out refusal))
                return refusal;

            // The password is changed, whether or not the domain knows it everywhere already.
            var signedIn = await new AsExchange(new KdcTransport(), time).SignInAsync(realm, person.Client, typed.New, kdcs, cancellationToken);
            return new ChangedPassword(person.Domain.ToLowerInvariant(), signedIn.TryGet(out var ticket, out _) ? ticket : null, kdcs, time);
        }
    }
}
