using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Device.Commands;

/// <summary><c>keyway security-key credential list|remove</c></summary>
internal static class SecurityKeyCredentialCommand
{
    public static Command Create(SharedOptions shared) => new("credential", "The accounts that a security key keeps.")
    {
        CreateList(shared),
        CreateRemove(shared),
    };

    private static Command CreateList(SharedOptions shared)
    {
        var key = new SecurityKeyOption();
        var command = key.AddTo(new Command("list", "List the accounts on the key."));
        command.SetAction(line =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            using var inHand = key.Open(line, output.Screen);
            if (!inHand.Use((device, _, pin) => device.ListCredentials(pin.Value)).TryGet(out var credentials, out var refusal))
                return output.Refuse("The accounts are not known", refusal);
            var documents = new JsonArray([.. credentials.Select(Document)]);
            return output.Done(new JsonObject { ["credentials"] = documents }, credentials.Count == 0 ? ["The key keeps no accounts."] : credentials.SelectMany(Lines));
        });
        return command;
    }

    private static Command CreateRemove(SharedOptions shared)
    {
        var key = new SecurityKeyOption();
        var id = new Argument<string>("ID") { Description = "The account's id, as list shows it." };
        var command = key.AddTo(new Command("remove", "Remove one account from the key for good.") { id, key.Yes });
        command.SetAction(line =>
        {
            const string Failed = "The account was not removed";
            var output = new CommandOutput(line.GetValue(shared.Json));
            using var inHand = key.Open(line, output.Screen);
            var wanted = line.GetRequiredValue(id);
            var removed = inHand.Use<CredentialOnKey>((device, _, pin) =>
            {
                if (!device.ListCredentials(pin.Value).TryGet(out var all, out var refusal))
                    return refusal;
                if (all.FirstOrDefault(credential => Id(credential).Equals(wanted, StringComparison.OrdinalIgnoreCase)) is not { } found)
                    return Catalogue.SecurityKeys.CredentialUnknown;
                if (!key.IsConfirmed(line, output.Screen, $"{Name(found)} can't sign in with this key any more.", "Remove it"))
                    return Catalogue.SecurityKeys.NotConfirmed;
                return device.RemoveCredential(found.Id, pin.Value) is { Succeeded: false } kept ? kept.Refusal : found;
            });
            return removed.TryGet(out var gone, out var refused)
                ? output.Done(Document(gone), $"Removed {Name(gone)}. Remove the key from the account too, on its security page.")
                : output.Refuse(Failed, refused);
        });
        return command;
    }

    private static string Id(CredentialOnKey credential) => Convert.ToHexStringLower(credential.Id.Span);

    private static string Name(CredentialOnKey credential) => $"{Shown.Line(credential.UserName)} at {Shown.Line(credential.RelyingPartyId)}";

    private static JsonObject Document(CredentialOnKey credential) => new()
    {
        ["id"] = Id(credential),
        ["relyingPartyId"] = credential.RelyingPartyId,
        ["userName"] = credential.UserName,
        ["userDisplayName"] = credential.UserDisplayName,
        ["protection"] = (int)credential.Protection,
    };

    private static IEnumerable<string> Lines(CredentialOnKey credential) =>
    [
        Name(credential),
        $"  name  {Shown.Line(credential.UserDisplayName)}",
        $"  id    {Id(credential)}",
    ];
}
