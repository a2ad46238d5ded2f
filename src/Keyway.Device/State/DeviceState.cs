using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Device.SignIn;
using Keyway.Errors;

namespace Keyway.Device.State;

/// <summary>What this computer remembers, read whole and checked.</summary>
internal sealed class DeviceState(DeviceFolder folder)
{
    internal const string DeviceFile = "device.json";
    private const string LastSignInFile = "last-sign-in.json";
    private const string PendingFile = "hybrid-join.json";

    /// <summary>The join of this computer, or <see cref="Catalogue.Device.NotJoined"/>.</summary>
    public Result<JoinedState> ReadJoined()
    {
        if (!ReadDescription().TryGet(out var device, out var refusal))
            return refusal;
        if (!ReadCertificate(device.Certificate).TryGet(out var certificate, out refusal))
            return refusal;
        if (!KeyStores.Open(device.Tpm).TryGet(out var store, out refusal) || !new KeyFolders(folder).Load(device.KeyFolder, store).TryGet(out var keys, out refusal))
        {
            certificate.Dispose();
            return refusal;
        }

        var joined = new JoinedState(device, certificate, keys);
        if (CertifiedKey.Matches(certificate, keys.DeviceKey))
            return joined;
        joined.Dispose();
        return new Refusal(Catalogue.Device.StateDamaged, "the certificate is not of the device key");
    }

    /// <summary>What <see cref="DeviceFile"/> says, without the keys.</summary>
    public Result<JoinedDevice> ReadDescription() => Read(DeviceFile, DeviceJson.Default.JoinedDevice, Catalogue.Device.NotJoined);

    /// <summary>The last sign-in since the computer became <paramref name="deviceId"/>, or null. A damaged file counts as none: it only informs.</summary>
    public LastSignIn? ReadLastSignIn(Guid deviceId) =>
        Read(LastSignInFile, DeviceJson.Default.LastSignIn, Catalogue.Device.StateDamaged).TryGet(out var last, out _) && last.DeviceId == deviceId ? last : null;

    /// <summary>Remembers a sign-in.</summary>
    public Result<string> Write(LastSignIn last) =>
        folder.Write(LastSignInFile, JsonSerializer.SerializeToUtf8Bytes(last, DeviceJson.Default.LastSignIn));

    /// <summary>Remembers what a sign-in or a renewal reached. Null, or why it could not be written.</summary>
    public Refusal? Remember(Guid deviceId, IssuedToken issued, Result<OpenedSession> session)
    {
        var last = new LastSignIn(deviceId, issued.User, issued.At, issued.Expires);
        last = session.TryGet(out var opened, out var refusal)
            ? last with { Principal = opened.Principal, TicketExpires = opened.TicketExpires, CredentialCache = opened.Cache }
            : last with { OnPremisesError = refusal.Code };
        return Write(last).TryGet(out _, out var unwritten) ? null : unwritten;
    }

    /// <summary>Makes a join true: from here on, this is what the computer is.</summary>
    public Result<string> Write(JoinedDevice device) =>
        folder.Write(DeviceFile, JsonSerializer.SerializeToUtf8Bytes(device, DeviceJson.Default.JoinedDevice));

    /// <summary>The hybrid join that has begun and is not complete, or <see cref="Catalogue.Device.NotJoined"/>.</summary>
    public Result<PendingHybridJoin> ReadPending() => Read(PendingFile, DeviceJson.Default.PendingHybridJoin, Catalogue.Device.NotJoined);

    /// <summary>Remembers how far a hybrid join has come.</summary>
    public Result<string> Write(PendingHybridJoin pending) =>
        folder.Write(PendingFile, JsonSerializer.SerializeToUtf8Bytes(pending, DeviceJson.Default.PendingHybridJoin));

    /// <summary>There is no unfinished hybrid join any more.</summary>
    public Result<string> ForgetPending() => folder.Delete(PendingFile);

    /// <summary>This computer is not joined any more, from here on. The keys stay behind until <see cref="KeyFolders.RemoveAllBut"/>.</summary>
    public Result<string> Forget() => folder.Delete(DeviceFile).TryGet(out _, out var refusal) ? folder.Delete(LastSignInFile) : refusal;

    /// <summary>The certificate in what <see cref="DeviceFile"/> says.</summary>
    internal static Result<X509Certificate2> ReadCertificate(string base64)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64));
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException)
        {
            return new Refusal(Catalogue.Device.StateDamaged, "the certificate in " + DeviceFile);
        }
    }

    private Result<T> Read<T>(string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, KeywayError whenAbsent)
        where T : class
    {
        if (!folder.Read(name, whenAbsent).TryGet(out var json, out var refusal))
            return refusal;
        return ContractsJson.TryRead(json, type, out var value) ? value : new Refusal(Catalogue.Device.StateDamaged, name);
    }
}
