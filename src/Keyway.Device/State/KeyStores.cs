using Keyway.Errors;
using Keyway.Tpm;

namespace Keyway.Device.State;

/// <summary>Which store a join chooses, and which one a join chose.</summary>
internal static class KeyStores
{
    /// <summary>Takes the computer's TPM when it has one, else files.</summary>
    public const string Automatic = "auto";

    /// <summary>Files, whatever TPM there is.</summary>
    public const string None = "none";

    /// <summary>The store that a person named for a new join.</summary>
    /// <param name="choice"><see cref="Automatic"/>, <see cref="None"/>, or the address of a TPM.</param>
    public static Result<KeyStore> Choose(string choice) => choice switch
    {
        None => new FileKeyStore(),
        Automatic => TpmAddress.System is { } address ? OpenTpm(address) : new FileKeyStore(),
        _ => TpmAddress.Parse(choice).TryGet(out var named, out var refusal) ? OpenTpm(named) : refusal,
    };

    /// <summary>The store in which the keys of a join lie.</summary>
    /// <param name="tpm">What <see cref="JoinedDevice.Tpm"/> says.</param>
    public static Result<KeyStore> Open(string? tpm)
    {
        if (tpm is null)
            return new FileKeyStore();
        if (!TpmAddress.Parse(tpm).TryGet(out var address, out _))
            return new Refusal(Catalogue.Device.StateDamaged, "the address of the TPM");
        if (OpenTpm(address).TryGet(out var store, out var refusal))
            return store;
        return refusal.Error == Catalogue.Tpm.NotPresent || refusal.Error == Catalogue.Tpm.Unreachable ? new Refusal(Catalogue.Device.TpmMissing, refusal.ToString()) : refusal;
    }

    private static Result<KeyStore> OpenTpm(TpmAddress address) =>
        Keyway.Tpm.Tpm.Open(address).TryGet(out var tpm, out var refusal) ? new TpmKeyStore(tpm, address) : refusal;
}
