using Keyway.Fido2;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>Reads what credentials a key holds, one relying party after the other. Everything is copied before libfido2's lists are freed.</summary>
internal sealed class CredentialListReader : IDisposable
{
    private readonly FidoDeviceHandle _device;
    private readonly PinText _pin;
    private nint _parties;

    public CredentialListReader(FidoDeviceHandle device, PinText pin)
    {
        _device = device;
        _pin = pin;
        _parties = Fido.NewParties();
    }

    /// <summary>The RP ids, each once, as the key told them; one that it did not tell is left out, as nothing can be asked for it.</summary>
    public IReadOnlyList<string> Parties { get; private set; } = [];

    public FidoStatus ReadParties()
    {
        // libfido2 does not look whether it got a list, and gives none when there is no memory.
        if (_parties == 0) return FidoStatus.Internal;
        FidoStatus status = Fido.GetParties(_device, _parties, _pin.Pointer);
        if (status != FidoStatus.Ok) return status;
        List<string> parties = [];
        for (nuint index = 0; index < Fido.PartyCount(_parties); index++) parties.Add(NativeCopy.Text(Fido.PartyId(_parties, index)));
        Parties = [.. parties.Where(party => party.Length > 0).Distinct(StringComparer.Ordinal)];
        return FidoStatus.Ok;
    }

    public FidoStatus ReadCredentials(string party, out IReadOnlyList<CredentialOnKey> credentials)
    {
        credentials = [];
        nint list = Fido.NewCredentials();
        if (list == 0) return FidoStatus.Internal;
        try
        {
            FidoStatus status = Fido.GetCredentials(_device, party, list, _pin.Pointer);
            if (status != FidoStatus.Ok) return status;
            List<CredentialOnKey> read = [];
            for (nuint index = 0; index < Fido.CredentialCount(list); index++) read.Add(Describe(party, Fido.ListedCredential(list, index)));
            credentials = read;
            return FidoStatus.Ok;
        }
        finally
        {
            Fido.FreeCredentials(ref list);
        }
    }

    public void Dispose() => Fido.FreeParties(ref _parties);

    private static CredentialOnKey Describe(string party, nint credential) => new(
        NativeCopy.Bytes(Fido.ListedId(credential), Fido.ListedIdLength(credential)),
        party,
        NativeCopy.Text(Fido.ListedUserName(credential)),
        NativeCopy.Text(Fido.ListedDisplayName(credential)),
        Fido.ListedProtection(credential) is var level && level is >= 1 and <= 3 ? (CredentialProtection)level : CredentialProtection.Unreported);
}
