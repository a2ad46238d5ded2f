using Keyway.ActiveDirectory.Computers;
using Keyway.Contracts.Devices;
using Keyway.Device.IdentityServer;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Joining.Hybrid;

/// <summary>
/// Hybrid join: Service connection point, Device keys, Certificate into the directory, Wait for sync, Complete, Remember. Each step finds done what an
/// earlier run did, so a run after a kill starts at the first one; <c>hybrid-join.json</c> says which step is under way.
/// </summary>
internal sealed class HybridJoinJourney(DeviceFolder folder, ComputerSignIn signIn, string keytab, JourneyReport report, Screen screen, TimeProvider time)
{
    public const string ConnectionPointStep = "Service connection point";
    public const string KeysStep = "Device keys";
    public const string CertificateStep = "Certificate into the directory";
    public const string WaitStep = "Wait for sync";
    public const string CompleteStep = "Complete";
    public const string RememberStep = "Remember";

    private readonly DeviceState _state = new(folder);

    /// <summary>Goes the whole way, or to the end of the wait: <see cref="Catalogue.Device.SyncPending"/>.</summary>
    public async Task<Result<JoinedDevice>> RunAsync(HybridJoinOrder order, CancellationToken cancellationToken)
    {
        if (!folder.MakeReady().TryGet(out _, out var refusal) || !folder.Lock().TryGet(out var held, out refusal))
            return refusal;
        using var locked = held;
        var before = _state.ReadDescription();
        if (before.Succeeded)
            return new Refusal(Catalogue.Device.AlreadyJoined, $"{before.Value.TenantName}, device {before.Value.DeviceId}");
        if (before.Refusal.Error != Catalogue.Device.NotJoined)
            return before.Refusal;
        DurableFile.RemoveUnfinished(folder.Path);
        var pending = _state.ReadPending().TryGet(out var left, out _) ? left with { LastError = null } : new PendingHybridJoin(ConnectionPointStep, time.GetUtcNow());
        var outcome = await RunAsync(order, pending, cancellationToken);

        // What stopped it is kept for status, unless nothing was begun yet.
        if (!outcome.Succeeded && _state.ReadPending().TryGet(out var reached, out _))
            _state.Write(reached with { LastError = outcome.Refusal.Code });
        return outcome;
    }

    private async Task<Result<JoinedDevice>> RunAsync(HybridJoinOrder order, PendingHybridJoin pending, CancellationToken cancellationToken)
    {
        var search = new ConnectionPointSearch(order.Server, order.Trust);
        Result<ComputerSession> opened = default;
        if (!(await report.StepAsync(
                ConnectionPointStep,
                async () =>
                {
                    opened = await signIn.OpenAsync(cancellationToken);
                    return opened.TryGet(out var connected, out var closed) ? await search.FindAsync(connected, cancellationToken) : closed;
                },
                found => $"{found.Tenant.TenantInfo.TenantName} at {found.Server}, device {found.Account.ObjectGuid}, by {found.DomainController}"))
            .TryGet(out var place, out var refusal))
        {
            if (opened.Succeeded)
                opened.Value.Dispose();
            return refusal;
        }

        using var session = opened.Value;
        var account = new DomainAccount(session.Account.Domain, session.Account.Name, keytab, place.Account.ObjectGuid, place.Account.Sid.ToString());
        pending = pending with { Step = KeysStep, Computer = account, TenantId = place.Tenant.TenantInfo.TenantId, Server = place.Server.Origin };
        if (!_state.Write(pending).TryGet(out _, out refusal)
            || !report.Step(KeysStep, () => new KeyFolders(folder).Prepare(null, order.Keys), made => $"RSA-2048, {made.Store.Provider}").TryGet(out var keys, out refusal))
            return refusal;

        using (keys)
        {
            if (!(await report.StepAsync(CertificateStep, () => PublishAsync(session, place, pending, keys, cancellationToken), Say)).TryGet(out pending!, out refusal))
                return refusal;
            session.Dispose();

            using var server = new IdentityServerClient(place.Server, place.Trust, Guid.NewGuid());
            var proof = new HybridProof(place, account, keys, order.DisplayName, time);
            var wait = new SyncWait(server, proof, _state, screen, time);
            if (!(await report.StepAsync(WaitStep, () => wait.AskAsync(pending with { Step = WaitStep }, order, cancellationToken), _ => "the server knows this computer"))
                .TryGet(out var answer, out refusal))
            {
                // These keys were a device's that is gone: nothing can be joined by them any more.
                if (refusal.Error == Catalogue.Devices.KeyReused)
                    new KeyFolders(folder).RemoveAllBut();
                return refusal;
            }

            if (!report.Step(CompleteStep, () => Complete(place, account, keys, answer), joined => $"device {joined.DeviceId}").TryGet(out var device, out refusal))
                return refusal;
            return report.Step(RememberStep, () => Remembering.MakeTrue(folder, device), _ => folder.Path);
        }
    }

    private static string Say(PendingHybridJoin written) => $"userCertificate of {written.Computer!.Account}";

    private async Task<Result<PendingHybridJoin>> PublishAsync(ComputerSession session, HybridPlace place, PendingHybridJoin pending, DeviceKeys keys, CancellationToken cancellationToken)
    {
        var account = place.Account;
        var now = time.GetUtcNow();
        if (account.UserCertificates.FirstOrDefault(der => DirectoryCertificate.Serves(der, account.ObjectGuid, keys.DeviceKey, now)) is not { } serving)
        {
            serving = DirectoryCertificate.Make(account.ObjectGuid, keys.DeviceKey, now);
            if (!_state.Write(pending with { Step = CertificateStep, KeyFolder = keys.Folder, Certificate = Convert.ToBase64String(serving) }).TryGet(out _, out var unwritten))
                return unwritten;
            if (await OwnComputer.AddCertificateAsync(session.Connection, account, serving, cancellationToken) is { } refusal)
                return refusal.Error == Catalogue.ActiveDirectory.InsufficientAccess ? new Refusal(Catalogue.Device.ComputerRefused, refusal.Detail) : refusal;
        }

        // What an earlier join wrote: its key is gone, so nobody can answer for it any more.
        if (!(await OwnComputer.RemoveCertificatesAsync(session.Connection, account, serving, cancellationToken)).TryGet(out _, out var stale))
            return stale;
        pending = pending with { Step = WaitStep, KeyFolder = keys.Folder, Certificate = Convert.ToBase64String(serving) };
        return _state.Write(pending).TryGet(out _, out var notWritten) ? pending : notWritten;
    }

    private Result<JoinedDevice> Complete(HybridPlace place, DomainAccount account, DeviceKeys keys, DeviceJoinResponse answer)
    {
        var tenant = place.Tenant;
        if (!DeviceCertificate.Read(answer.Certificate, keys.DeviceKey, tenant.TenantInfo.TenantId, time.GetUtcNow(), out var deviceId).TryGet(out var certificate, out var refusal))
            return refusal;
        using (certificate)
        {
            if (deviceId != account.ObjectGuid)
                return new Refusal(Catalogue.Device.CertificateNotOurs, "another device id than this computer's");
            return new JoinedDevice(
                deviceId,
                tenant.TenantInfo.TenantId,
                tenant.TenantInfo.TenantName,
                place.Server.Origin,
                tenant.KeywayService.RelyingPartyId,
                tenant.KeywayService.Origin,
                Convert.ToBase64String(certificate.RawDataMemory.Span),
                $"{account.Account}@{account.Domain}",
                time.GetUtcNow(),
                keys.Folder,
                place.Trust.Pem,
                account,
                keys.Store.Tpm);
        }
    }
}
