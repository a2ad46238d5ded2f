using Keyway.ActiveDirectory.Computers;
using Keyway.Device.Daemon.CachedSignIns;
using Keyway.Device.Daemon.Sessions;
using Keyway.Device.DeviceManagement;
using Keyway.Device.IdentityServer;
using Keyway.Device.Joining.Hybrid;
using Keyway.Device.Policies;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Leaving;

/// <summary>
/// Leave: the device at the server, the certificate in the directory, the join here, the keys here. In this order, because the first needs the keys and a
/// kill must leave what the next run can finish: what is gone already counts as done.
/// </summary>
/// <param name="folder">The device state.</param>
/// <param name="signIn">Signs in to the domain of an account.</param>
/// <param name="report">Where the steps are told.</param>
internal sealed class LeaveJourney(DeviceFolder folder, Func<DomainAccount, ComputerSignIn> signIn, JourneyReport report)
{
    private readonly DeviceState _state = new(folder);
    private readonly List<(string What, Refusal Why)> _stays = [];

    /// <summary>Goes the whole way.</summary>
    /// <param name="force">Whether to forget the join here also when the server or the domain cannot be told.</param>
    public async Task<Result<LeaveOutcome>> RunAsync(bool force, CancellationToken cancellationToken)
    {
        var keyFolders = new KeyFolders(folder);
        var description = _state.ReadDescription();
        var pending = _state.ReadPending();
        if (!description.Succeeded && description.Refusal.Error == Catalogue.Device.NotJoined && !pending.Succeeded && !keyFolders.HasUnused(null))
            return description.Refusal;
        if (!folder.Lock().TryGet(out var held, out var refusal))
            return refusal;
        using var locked = held;
        if (!description.TryGet(out var device, out refusal) && refusal.Error != Catalogue.Device.NotJoined && !force)
            return refusal;

        if (device is not null
            && await TryAsync("Server", $"device {device.DeviceId} at {device.Server}", force, () => DeleteAtServerAsync(cancellationToken)) is { } fromServer)
            return fromServer;
        var account = device is not null ? device.Domain : pending.TryGet(out var begun, out _) ? begun.Computer : null;
        if (account is not null
            && await TryAsync("Directory", $"userCertificate of {account.Account} in {account.Domain}", force, () => RemoveFromDirectoryAsync(account, cancellationToken)) is { } fromDirectory)
            return fromDirectory;

        return report.Step("Forget", () => Forget(keyFolders, device?.DeviceId), _ => folder.Path);
    }

    private async Task<Refusal?> TryAsync(string step, string what, bool force, Func<Task<Result<string>>> work)
    {
        if ((await report.StepAsync(step, work, done => done)).TryGet(out _, out var refusal))
            return null;
        if (!force)
            return refusal;
        _stays.Add((what, refusal));
        return null;
    }

    private async Task<Result<string>> DeleteAtServerAsync(CancellationToken cancellationToken)
    {
        if (!_state.ReadJoined().TryGet(out var joined, out var refusal))
            return refusal;
        using (joined)
        {
            if (!DeviceServiceClient.Open(joined).TryGet(out var server, out refusal))
                return refusal;
            using (server)
            {
                refusal = await server.DeleteAsync(cancellationToken);
                if (refusal is null)
                    return "deleted";
                return refusal.Error == Catalogue.Devices.DeviceUnknown || refusal.Error == Catalogue.Devices.DeviceNotFound ? "deleted already" : refusal;
            }
        }
    }

    private async Task<Result<string>> RemoveFromDirectoryAsync(DomainAccount account, CancellationToken cancellationToken)
    {
        if (!(await signIn(account).OpenAsync(cancellationToken)).TryGet(out var session, out var refusal))
            return refusal;
        using (session)
        {
            if (!(await OwnComputer.ReadAsync(session.Connection, session.Account.Name, cancellationToken)).TryGet(out var own, out refusal)
                || !(await OwnComputer.RemoveCertificatesAsync(session.Connection, own, null, cancellationToken)).TryGet(out var removed, out refusal))
                return refusal;
            return removed > 0 ? "userCertificate removed" : "removed already";
        }
    }

    private Result<LeaveOutcome> Forget(KeyFolders keyFolders, Guid? deviceId)
    {
        try
        {
            // What people's sign-ins left here first: while the join stands, the next run comes back for it.
            foreach (var file in new[] { KeptSessions.Files, CachedSignInStore.Files, PolicyFiles.Files }.SelectMany(pattern => Directory.EnumerateFiles(folder.Path, pattern)))
                File.Delete(file);
            if (!ManagementRecords.Forget(folder).TryGet(out _, out var refusal) || !_state.Forget().TryGet(out _, out refusal) || !_state.ForgetPending().TryGet(out _, out refusal))
                return refusal;
            keyFolders.RemoveAllBut();
            DurableFile.RemoveUnfinished(folder.Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Device.StateNotWritten, failure.Message);
        }

        return new LeaveOutcome(deviceId, _stays);
    }
}
