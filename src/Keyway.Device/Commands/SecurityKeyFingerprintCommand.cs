using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.KeySettings;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Device.Commands;

/// <summary><c>keyway security-key fingerprint enrol|list|rename|remove</c></summary>
internal static class SecurityKeyFingerprintCommand
{
    public static Command Create(SharedOptions shared) => new("fingerprint", "The fingers that a security key with a sensor recognises.")
    {
        CreateEnrol(shared),
        CreateList(shared),
        CreateRename(shared),
        CreateRemove(shared),
    };

    private static Argument<string> Which() => new("FINGER") { Description = "The finger's name or id, as list shows them." };

    private static Command CreateEnrol(SharedOptions shared)
    {
        var key = new SecurityKeyOption();
        var name = new Option<string?>("--name") { Description = "What you call the finger; finger 1 and so on when left out.", HelpName = "NAME" };
        var command = key.AddTo(new Command("enrol", "Teach the sensor a finger, touch by touch. Ended early, it leaves nothing on the key.") { name });
        command.Aliases.Add("enroll");
        command.SetAction((line, cancellationToken) => EnrolAsync(line, shared, key, line.GetValue(name), cancellationToken));
        return command;
    }

    private static async Task<int> EnrolAsync(ParseResult line, SharedOptions shared, SecurityKeyOption key, string? wanted, CancellationToken cancellationToken)
    {
        const string Failed = "The finger was not enrolled";
        var output = new CommandOutput(line.GetValue(shared.Json));
        using var inHand = key.Open(line, output.Screen);
        var free = inHand.Use<string>((device, _, pin) =>
        {
            if (!device.ListFingerprints(pin.Value).TryGet(out var all, out var refusal))
                return refusal;
            var called = wanted ?? FingerprintChoice.FreeName(all);
            return all.Any(fingerprint => fingerprint.Name == called) ? new Refusal(Catalogue.SecurityKeys.FingerprintNameTaken, called) : called;
        });
        if (!free.TryGet(out var called, out var refused))
            return output.Refuse(Failed, refused);

        // Until here Ctrl+C ends the program, at the question for the PIN too; from here on it ends the enrolment, which only then can be taken back.
        await Task.Yield();
        var enrolled = inHand.Use((device, _, pin) => device.EnrolFingerprint(called, progress => output.Screen.Say(SampleWords.Of(progress)), pin.Value, cancellationToken));
        if (enrolled.TryGet(out var fresh, out refused))
            return output.Done(Document(fresh), $"The sensor knows {Name(fresh)}. From now on the key asks for it in place of the PIN.");
        return output.Refuse(Failed, cancellationToken.IsCancellationRequested ? Catalogue.Device.Interrupted : refused);
    }

    private static Command CreateList(SharedOptions shared)
    {
        var key = new SecurityKeyOption();
        var command = key.AddTo(new Command("list", "List the fingers that are enrolled."));
        command.SetAction(line =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            using var inHand = key.Open(line, output.Screen);
            if (!inHand.Use((device, _, pin) => device.ListFingerprints(pin.Value)).TryGet(out var all, out var refusal))
                return output.Refuse("The fingers are not known", refusal);
            return output.Done(new JsonObject { ["fingerprints"] = new JsonArray([.. all.Select(Document)]) }, all.Count == 0 ? ["No finger is enrolled."] : all.SelectMany(Lines));
        });
        return command;
    }

    private static Command CreateRename(SharedOptions shared)
    {
        var key = new SecurityKeyOption();
        var which = Which();
        var name = new Argument<string>("NAME") { Description = "What it shall be called: at most 64 bytes." };
        var command = key.AddTo(new Command("rename", "Give a finger another name.") { which, name });
        command.SetAction(line =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            using var inHand = key.Open(line, output.Screen);
            var called = line.GetRequiredValue(name);
            var renamed = inHand.Use<FingerprintOnKey>((device, _, pin) =>
            {
                if (!device.ListFingerprints(pin.Value).TryGet(out var all, out var refusal))
                    return refusal;
                if (!FingerprintChoice.Find(all, line.GetRequiredValue(which)).TryGet(out var found, out refusal))
                    return refusal;
                if (all.Any(other => other.Name == called && other != found))
                    return new Refusal(Catalogue.SecurityKeys.FingerprintNameTaken, called);
                return device.RenameFingerprint(found.Id, called, pin.Value).TryGet(out var _, out refusal) ? found with { Name = called } : refusal;
            });
            return renamed.TryGet(out var fingerprint, out var refused)
                ? output.Done(Document(fingerprint), $"The finger is called {Name(fingerprint)}.")
                : output.Refuse("The finger was not renamed", refused);
        });
        return command;
    }

    private static Command CreateRemove(SharedOptions shared)
    {
        var key = new SecurityKeyOption();
        var which = Which();
        var command = key.AddTo(new Command("remove", "Have the sensor forget a finger.") { which, key.Yes });
        command.SetAction(line =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            using var inHand = key.Open(line, output.Screen);
            var last = false;
            var removed = inHand.Use<FingerprintOnKey>((device, _, pin) =>
            {
                if (!device.ListFingerprints(pin.Value).TryGet(out var all, out var refusal))
                    return refusal;
                if (!FingerprintChoice.Find(all, line.GetRequiredValue(which)).TryGet(out var found, out refusal))
                    return refusal;
                if (!key.IsConfirmed(line, output.Screen, $"The key will not know {Name(found)} any more.", "Remove it"))
                    return Catalogue.SecurityKeys.NotConfirmed;
                last = all.Count == 1;
                return device.RemoveFingerprint(found.Id, pin.Value).TryGet(out var _, out refusal) ? found : refusal;
            });
            return removed.TryGet(out var gone, out var refused)
                ? output.Done(Document(gone), $"Removed {Name(gone)}.{(last ? " It was the last finger: the key asks for its PIN again." : "")}")
                : output.Refuse("The finger was not removed", refused);
        });
        return command;
    }

    private static string Name(FingerprintOnKey fingerprint) => fingerprint.Name.Length == 0 ? "the finger without a name" : Shown.Line(fingerprint.Name);

    private static JsonObject Document(FingerprintOnKey fingerprint) => new() { ["id"] = FingerprintChoice.Id(fingerprint), ["name"] = fingerprint.Name };

    private static IEnumerable<string> Lines(FingerprintOnKey fingerprint) => [Name(fingerprint), $"  id  {FingerprintChoice.Id(fingerprint)}"];
}
