using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.Gestures;
using Keyway.Device.IdentityServer;
using Keyway.Device.Renewal;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.SecurityKeys;

namespace Keyway.Device.Commands;

/// <summary><c>keyway sign-in</c></summary>
internal sealed class SignInCommand
{
    private readonly SharedOptions _shared;
    private readonly Option<string> _key = new("--key") { Description = "The security key: auto, a path under /dev, nfc:READER, or the file of a software key.", HelpName = "KEY", DefaultValueFactory = _ => SecurityKeyDevice.Automatic };
    private readonly Option<string?> _pinFile = new("--pin-file") { Description = "File with the key's PIN; - is standard input. Asked for when left out.", HelpName = "FILE" };
    private readonly Option<string?> _user = new("--user") { Description = "Which account, when the key holds several.", HelpName = "UPN" };
    private readonly Option<string?> _cache = new("--ccache") { Description = "Where the Kerberos ticket is put; FILE:/tmp/krb5cc_UID when left out.", HelpName = "FILE:PATH" };
    private readonly DomainSearchOptions _search = new();
    private readonly Option<bool> _noKeyList = new("--no-key-list") { Description = "Do not ask the domain controller for the NTLM secret." };

    private SignInCommand(SharedOptions shared) => _shared = shared;

    public static Command Create(SharedOptions shared)
    {
        var definition = new SignInCommand(shared);
        var command = new Command("sign-in", "Sign in with a security key: a primary refresh token, and a Kerberos ticket of your domain.");
        foreach (Option option in new Option[] { definition._key, definition._pinFile, definition._user, definition._cache, definition._noKeyList })
            command.Add(option);
        definition._search.AddTo(command);
        command.SetAction(definition.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        const string Failed = "You are not signed in";
        var output = new CommandOutput(line.GetValue(_shared.Json));
        var folder = _shared.Folder(line);
        var state = new DeviceState(folder);
        if (!CacheName.Parse(line.GetValue(_cache)).TryGet(out var cache, out var refusal))
            return output.Refuse(Failed, refusal);
        if (!state.ReadJoined().TryGet(out var joined, out refusal))
            return output.Refuse(Failed, refusal);
        using (joined)
        {
            if (!ServerAddress.Parse(joined.Device.Server).TryGet(out var address, out refusal)
                || !ServerTrust.FromPem(joined.Device.TrustedAuthorities).TryGet(out var trust, out refusal))
                return output.Refuse(Failed, refusal);

            using var server = new IdentityServerClient(address, trust, Guid.NewGuid());
            using var key = new KeyInHand(line.GetRequiredValue(_key), new PinSource(line.GetValue(_pinFile), output.Screen), output.Screen);
            var search = _search.Read(line, keyList: !line.GetValue(_noKeyList));
            var journey = new SignInJourney(
                joined, state, server, new NonceGesture(key, output.Screen), new DomainExchange(search, TimeProvider.System), output.Report, TimeProvider.System);
            var outcome = await journey.RunAsync(new SignInOrder(line.GetValue(_user), _ => new SessionPlace(new TicketFile(cache))), cancellationToken);
            if (outcome.Succeeded && CertificateRenewal.IsDue(joined, TimeProvider.System.GetUtcNow()))
                await output.Report.StepAsync("Renew", () => new CertificateRenewal(folder, TimeProvider.System).RunAsync(cancellationToken), until => $"device certificate until {until:yyyy-MM-dd}");
            return outcome.TryGet(out var signedIn, out refusal) ? Tell(output, signedIn) : output.Refuse(Failed, refusal);
        }
    }

    private static int Tell(CommandOutput output, SignInOutcome signedIn)
    {
        var document = new JsonObject { ["user"] = signedIn.Issued.User, ["tokenExpires"] = signedIn.Issued.Expires, ["onPremises"] = signedIn.OnPremises.Succeeded };
        if (signedIn.NotRemembered is { } notRemembered)
            output.Screen.Say($"keyway status will not tell of this sign-in: {notRemembered}");
        var user = Shown.Line(signedIn.Issued.User);
        if (!signedIn.OnPremises.TryGet(out var session, out var refusal))
            return output.Refuse($"Signed in as {user}, but without access on premises", refusal, document);

        document["principal"] = session.Principal;
        document["ticketExpires"] = session.TicketExpires;
        document["credentialCache"] = session.Cache;
        document["ntlm"] = session.NtlmAvailable ? "available" : "none";
        return output.Done(
            document,
            $"Signed in as {user}. Kerberos: {Shown.Line(session.Principal)} in {session.Cache}. NTLM: {(session.NtlmAvailable ? "available" : "none")}.");
    }
}
