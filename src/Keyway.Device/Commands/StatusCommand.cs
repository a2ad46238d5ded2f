using System.CommandLine;
using Keyway.Device.Joining.Hybrid;
using Keyway.Device.Policies;
using Keyway.Device.State;
using Keyway.Device.Status;

namespace Keyway.Device.Commands;

/// <summary><c>keyway status</c></summary>
internal static class StatusCommand
{
    public static Command Create(SharedOptions shared)
    {
        var search = new DomainSearchOptions();
        var keytab = JoinHybridCommand.KeytabOption();
        var offline = new Option<bool>("--offline") { Description = "Ask neither the server nor the domain." };
        var command = new Command("status", "Tell whether this computer is joined, to whom, and how the last sign-in went; as dsregcmd /status does.") { offline, keytab };
        search.AddTo(command);
        command.SetAction(async (line, cancellationToken) =>
        {
            var output = new CommandOutput(line.GetValue(shared.Json));
            var now = TimeProvider.System.GetUtcNow();
            var folder = shared.Folder(line);
            var state = new DeviceState(folder);
            if (!DeviceStatus.Read(state).TryGet(out var status, out var refusal))
                return output.Refuse("The status is not known", refusal);
            var account = status.Joined?.Domain ?? status.Pending?.Computer;
            var signIn = new ComputerSignIn(folder, account?.Keytab ?? line.GetRequiredValue(keytab), account?.Domain, search.Read(line), TimeProvider.System);
            var domain = signIn.ReadAccount().TryGet(out var computer, out _) ? computer.Domain : null;
            var diagnostics = line.GetValue(offline) ? Diagnostics.Offline : await new StatusTests(state, signIn).RunAsync(cancellationToken);
            var sections = new StatusReport(status, diagnostics, domain, now).Sections();
            if (status.Joined is { } joined)
                sections = [.. sections, PolicySection.Of(JoinCommand.Policy(folder), joined.Domain is not null)];
            return output.Done(StatusJson.Document(status, diagnostics, sections, now), StatusText.Lines(sections));
        });
        return command;
    }
}
