using Keyway.Errors;
using Keyway.SecurityKeys.LibFido2;
using Keyway.SecurityKeys.Nfc;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys;

/// <summary>
/// One security key, open: a USB key, one on an NFC reader or a software key, all driven by libfido2. Operations block their thread, run one at a time, and
/// may be called from any thread. A PIN is read from the caller's span and leaves no copy behind; an empty span means no PIN.
/// </summary>
public sealed partial class SecurityKeyDevice : IDisposable
{
    /// <summary>The selector that means: the one key that is plugged in or lies on a reader.</summary>
    public const string Automatic = "auto";

    // Beyond the limit of an operation: for a key that does not even answer a cancel.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    // What a key is and how many tries are left it says in milliseconds, on a slow reader in tenths of a second: nobody's hand is waited for.
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(5);

    // What libfido2 is told to open behind a transport of ours, where a name says nothing.
    private const string PortName = "port";

    private readonly FidoDeviceHandle _device;
    private readonly SecurityKeyOptions _options;
    private readonly SoftwareKey? _owned;
    private readonly Lock _oneOperation = new();
    private SecurityKeyInfo _info;

    private SecurityKeyDevice(string path, FidoDeviceHandle device, SecurityKeyInfo info, SecurityKeyOptions options, SoftwareKey? owned)
    {
        Path = path;
        _device = device;
        _info = info;
        _options = options;
        _owned = owned;
    }

    /// <summary>What was opened: a USB path, <c>nfc:</c> and the name of a reader, or the file of a software key.</summary>
    public string Path { get; }

    /// <summary>Whether the key lies on a reader: it is to stay there, and may take the laying for the touch.</summary>
    public bool IsOnReader => CardSelector.IsCard(Path);

    /// <summary>Opens the key that <paramref name="selector"/> names: <see cref="Automatic"/>, a path under <c>/dev</c>, <c>nfc:</c> and the name of a reader, or the file of a software key.</summary>
    /// <returns>The key, or KW3000 to KW3006, KW3041 to KW3045 for a software key, or KW3060 to KW3066 for one on a reader.</returns>
    public static Result<SecurityKeyDevice> Open(string selector, SecurityKeyOptions? options = null)
    {
        options ??= new SecurityKeyOptions();
        if (selector == Automatic)
        {
            if (!SecurityKeyDevices.List().TryGet(out IReadOnlyList<SecurityKeyDescription>? keys, out Refusal? refusal)) return refusal;
            if (keys.Count == 0) return Catalogue.SecurityKeys.NoKey;

            // Which of two keys is meant only its holder knows, and a PIN tried at the wrong one is lost.
            if (keys.Count > 1) return new Refusal(Catalogue.SecurityKeys.SeveralKeys, string.Join(", ", keys.Select(key => key.Path)));
            selector = keys[0].Path;
        }

        if (selector.StartsWith("/dev/", StringComparison.Ordinal))
            return File.Exists(selector) ? Open(selector, null, options, null) : new Refusal(Catalogue.SecurityKeys.KeyNotFound, selector);
        if (CardSelector.ReaderOf(selector) is { } reader)
            return CardTransport.Connect(reader).TryGet(out CardTransport? card, out Refusal? notConnected) ? Open(selector, card, options, null) : notConnected;
        return SoftwareKey.Open(selector).TryGet(out SoftwareKey? software, out Refusal? notOpened)
            ? Open(selector, new PortTransport(software.Port), options, software)
            : notOpened;
    }

    /// <summary>Opens a software key that the caller owns and disposes.</summary>
    public static Result<SecurityKeyDevice> Open(SoftwareKey key, SecurityKeyOptions? options = null) =>
        Open(key.Path, key.Port, options);

    /// <summary>Opens whatever speaks CTAPHID behind a port.</summary>
    internal static Result<SecurityKeyDevice> Open(string path, IReportPort port, SecurityKeyOptions? options = null) =>
        Open(path, new PortTransport(port), options ?? new SecurityKeyOptions(), null);

    /// <summary>What the key says of itself, and its PIN retries.</summary>
    public Result<SecurityKeyInfo> GetInfo()
    {
        lock (_oneOperation) return Refresh();
    }

    /// <summary>Sets the first PIN: at least 4 characters, at most 63 bytes in UTF-8.</summary>
    /// <returns>What the key says of itself afterwards, or KW3012 or KW3013.</returns>
    public Result<SecurityKeyInfo> SetPin(ReadOnlySpan<char> newPin)
    {
        lock (_oneOperation)
        {
            if (_info.PinSet) return Catalogue.SecurityKeys.PinAlreadySet;
            return StorePin(newPin, default);
        }
    }

    /// <summary>Replaces the PIN.</summary>
    /// <returns>What the key says of itself afterwards, or KW3007 to KW3010, or KW3012.</returns>
    public Result<SecurityKeyInfo> ChangePin(ReadOnlySpan<char> currentPin, ReadOnlySpan<char> newPin)
    {
        lock (_oneOperation)
        {
            if (!_info.PinSet) return Catalogue.SecurityKeys.PinNotSet;
            return currentPin.IsEmpty ? Catalogue.SecurityKeys.PinRequired : StorePin(newPin, currentPin);
        }
    }

    /// <summary>Makes a credential (CTAP 2.1, 6.1).</summary>
    public Result<MadeCredential> MakeCredential(MakeCredentialRequest request, ReadOnlySpan<char> pin, CancellationToken cancellationToken = default)
    {
        lock (_oneOperation)
        {
            using var text = new PinText(pin);
            if (!Verification(text, request.RequireUserVerification).TryGet(out VerificationWay way, out Refusal? refusal)) return refusal;
            if (!CredentialMaker.Prepare(request, _info, way == VerificationWay.OnKey).TryGet(out CredentialMaker? maker, out refusal)) return refusal;
            using (maker)
            {
                refusal = Run(() => maker.Make(_device, text), touch: true, cancellationToken, way);
                return refusal is null ? maker.Read() : refusal;
            }
        }
    }

    /// <summary>Asks for proof of possession (CTAP 2.1, 6.2): one assertion for an allow list, one for every account otherwise, newest first.</summary>
    public Result<IReadOnlyList<KeyAssertion>> GetAssertions(GetAssertionsRequest request, ReadOnlySpan<char> pin, CancellationToken cancellationToken = default)
    {
        lock (_oneOperation)
        {
            using var text = new PinText(pin);
            if (!Verification(text, request.RequireUserVerification).TryGet(out VerificationWay way, out Refusal? refusal)) return refusal;
            if (!AssertionGetter.Prepare(request, _info, way == VerificationWay.OnKey).TryGet(out AssertionGetter? getter, out refusal)) return refusal;
            using (getter)
            {
                refusal = Run(() => getter.Get(_device, text), touch: true, cancellationToken, way);
                return refusal is null ? getter.Read() : refusal;
            }
        }
    }

    /// <summary>Raises the least length of the PIN, and has the PIN changed when it is shorter or when that is asked for (CTAP 2.1, 6.11.4).</summary>
    /// <param name="length">In code points, or null to leave it.</param>
    /// <param name="forceChange">Whether the PIN must be changed before it is good for anything else.</param>
    /// <param name="pin">The PIN of the key.</param>
    /// <returns>What the key says of itself afterwards, or a refusal: KW3029 and KW3032 before the key is asked.</returns>
    public Result<SecurityKeyInfo> SetPinPolicy(int? length, bool forceChange, ReadOnlySpan<char> pin)
    {
        lock (_oneOperation)
        {
            if (!_info.Has("setMinPINLength")) return Catalogue.SecurityKeys.SettingMissing;
            if (length is { } wanted && (wanted < _info.MinimumPinLength || wanted > PinText.LongestPin)) return Catalogue.SecurityKeys.PinLengthNotRaised;
            using var text = new PinText(pin);
            Refusal? refusal = NeedsPin(text);
            if (refusal is not null) return refusal;
            if (length is { } least) refusal = RunSetting(() => Fido.SetMinimumPinLength(_device, (nuint)least, text.Pointer));
            if (refusal is not null) return refusal;

            // A PIN that is too short for the new length need not be forced, and is good for no further command.
            if (!Refresh().TryGet(out SecurityKeyInfo? info, out refusal)) return refusal;
            if (!forceChange || info.PinChangeRequired) return info;
            refusal = RunSetting(() => Fido.ForcePinChange(_device, text.Pointer));
            return refusal is null ? Refresh() : refusal;
        }
    }

    /// <summary>The credentials that the key finds by the RP id alone (CTAP 2.1, 6.8). Others are known to their relying party only.</summary>
    public Result<IReadOnlyList<CredentialOnKey>> ListCredentials(ReadOnlySpan<char> pin)
    {
        lock (_oneOperation)
        {
            using var text = new PinText(pin);
            if (MayManage(text) is { } refusal) return refusal;
            using var reader = new CredentialListReader(_device, text);
            refusal = RunSetting(reader.ReadParties);
            if (refusal is { Error: var none } && none == Catalogue.SecurityKeys.NoCredentials) return Array.Empty<CredentialOnKey>();
            if (refusal is not null) return refusal;
            List<CredentialOnKey> all = [];
            foreach (string party in reader.Parties)
            {
                IReadOnlyList<CredentialOnKey> held = [];
                refusal = RunSetting(() => reader.ReadCredentials(party, out held));
                if (refusal is not null) return refusal;
                all.AddRange(held);
            }

            // What is removed is named by its id, so two of one id would be a trap.
            return all.DistinctBy(credential => Convert.ToHexString(credential.Id.Span)).Count() == all.Count
                ? all
                : Catalogue.SecurityKeys.ListMalformed;
        }
    }

    /// <summary>Removes one credential for good (CTAP 2.1, 6.8.5).</summary>
    /// <returns>What the key says of itself afterwards, or KW3031 when it holds none of this id.</returns>
    public Result<SecurityKeyInfo> RemoveCredential(ReadOnlyMemory<byte> id, ReadOnlySpan<char> pin)
    {
        lock (_oneOperation)
        {
            using var text = new PinText(pin);
            if (MayManage(text) is { } refusal) return refusal;
            refusal = RunSetting(() => Fido.RemoveCredential(_device, id.Span, (nuint)id.Length, text.Pointer));
            if (refusal is { Error: var none } && none == Catalogue.SecurityKeys.NoCredentials) return Catalogue.SecurityKeys.CredentialUnknown;
            return refusal is null ? Refresh() : refusal;
        }
    }

    /// <summary>Erases all that is on the key, its PIN too (CTAP 2.1, 6.6): within ten seconds after it was plugged in, and with a touch.</summary>
    /// <returns>What the key says of itself afterwards, or KW3030 when it is too late.</returns>
    public Result<SecurityKeyInfo> Reset(CancellationToken cancellationToken = default)
    {
        lock (_oneOperation)
        {
            FidoStatus status = FidoStatus.Ok;
            Refusal? refusal = Run(() => status = Fido.Reset(_device), touch: true, cancellationToken);
            if (refusal is null) return Refresh();
            return status == FidoStatus.NotAllowed ? Catalogue.SecurityKeys.ResetTooLate : refusal;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_oneOperation)
        {
            Release(_device, _owned);
        }
    }

    private static Result<SecurityKeyDevice> Open(string path, HostTransport? transport, SecurityKeyOptions options, SoftwareKey? owned)
    {
        if (!Connect(path, transport, options).TryGet(out FidoDeviceHandle? device, out Refusal? refusal))
        {
            owned?.Dispose();
            return refusal;
        }

        if (FidoInfoReader.Read(device, AnswerPatience).TryGet(out SecurityKeyInfo? info, out refusal)) return new SecurityKeyDevice(path, device, info, options, owned);
        Release(device, owned);
        return refusal;
    }

    private static void Release(FidoDeviceHandle device, SoftwareKey? owned)
    {
        if (device.IsClosed) return;
        device.Dispose();
        device.Transport?.Detach();
        owned?.Dispose();
    }

    private static Result<FidoDeviceHandle> Connect(string path, HostTransport? transport, SecurityKeyOptions options)
    {
        if (!FidoLibrary.IsInstalled) return Catalogue.SecurityKeys.LibraryMissing;

        if (transport is not null && !transport.TryAttach()) return new Refusal(Catalogue.SecurityKeys.KeyInUse, path);

        // A setting of the thread, so it is made again for each key.
        Fido.Initialise(Fido.NoU2fFallback);
        FidoDeviceHandle device = Fido.NewDevice();
        FidoStatus status = FidoStatus.Ok;
        if (transport is not null)
        {
            device.Transport = transport;
            status = transport.Serve(device);
        }

        if (status == FidoStatus.Ok) status = Fido.SetTimeout(device, (int)(options.Timeout + Silence).TotalMilliseconds);
        bool late = false;
        if (status == FidoStatus.Ok) status = Open(device, path, out late);
        device.Transport?.ThrowFailure();
        Refusal? refusal = status switch
        {
            not FidoStatus.Ok when late => Catalogue.SecurityKeys.KeyLost,
            FidoStatus.Ok when Fido.IsFido2(device) => null,
            FidoStatus.Ok => Catalogue.SecurityKeys.NotFido2,

            // libfido2 says no more when the kernel refuses the path or another program has locked it.
            FidoStatus.Internal => new Refusal(Catalogue.SecurityKeys.KeyNotFound, path),
            _ => transport?.Refusal ?? FidoRefusals.From(status),
        };
        if (refusal is null) return device;
        Release(device, owned: null);
        return refusal;
    }

    /// <param name="late">Whether it was stopped.</param>
    private static FidoStatus Open(FidoDeviceHandle device, string path, out bool late)
    {
        late = false;

        // At a USB key a cancel could meet libfido2 while it closes what it could not open.
        if (device.Transport is null) return Fido.OpenDevice(device, path);
        using var limit = new OperationLimit(device, AnswerPatience, CancellationToken.None);
        FidoStatus status = Fido.OpenDevice(device, PortName);
        late = limit.Reason is not null;
        return status;
    }

    private Result<SecurityKeyInfo> Refresh()
    {
        Result<SecurityKeyInfo> info = FidoInfoReader.Read(_device, AnswerPatience);
        if (info.TryGet(out SecurityKeyInfo? fresh, out _)) _info = fresh;
        return info;
    }

    private Result<SecurityKeyInfo> StorePin(ReadOnlySpan<char> newPin, ReadOnlySpan<char> currentPin)
    {
        using var fresh = new PinText(newPin);
        using var current = new PinText(currentPin);
        if (!fresh.IsPossible || fresh.CodePoints < _info.MinimumPinLength) return new Refusal(Catalogue.SecurityKeys.PinPolicy, $"this key wants at least {_info.MinimumPinLength} characters");
        if (!current.IsPossible) return Catalogue.SecurityKeys.WrongPin;
        Refusal? refusal = Run(() => Fido.SetPin(_device, fresh.Pointer, current.Pointer), touch: false, CancellationToken.None);
        return refusal is null ? Refresh() : refusal;
    }

    /// <summary>By what the key shall verify its user, decided before it is asked, so that a PIN that is missing is said at once.</summary>
    private Result<VerificationWay> Verification(PinText pin, bool required)
    {
        if (pin.Length > 0)
        {
            if (!_info.PinSet) return Catalogue.SecurityKeys.PinNotSet;
            if (_info.PinChangeRequired) return Catalogue.SecurityKeys.PinChangeRequired;
            return pin.IsPossible ? VerificationWay.Pin : Catalogue.SecurityKeys.WrongPin;
        }

        if (!required) return VerificationWay.None;
        if (_info.BuiltInUserVerification) return VerificationWay.OnKey;
        return _info.PinSet ? Catalogue.SecurityKeys.PinRequired : Catalogue.SecurityKeys.PinNotSet;
    }

    /// <summary>Runs what a key may not know even when it says so: libfido2 1.12 uses the numbers from before CTAP 2.1 for some commands.</summary>
    private Refusal? RunSetting(Func<FidoStatus> operation, CancellationToken cancellationToken = default)
    {
        FidoStatus status = FidoStatus.Ok;
        Refusal? refusal = Run(() => status = operation(), touch: false, cancellationToken);
        return refusal is not null && status == FidoStatus.InvalidCommand ? new Refusal(Catalogue.SecurityKeys.SettingMissing, "unknown command") : refusal;
    }

    private Refusal? MayManage(PinText pin) => _info.ManagesCredentials ? NeedsPin(pin) : new Refusal(Catalogue.SecurityKeys.SettingMissing);

    /// <summary>Settings take the PIN, never a finger: libfido2 knows no other way for most of them, and each part of a list would want another touch.</summary>
    private Refusal? NeedsPin(PinText pin)
    {
        if (!Verification(pin, required: true).TryGet(out VerificationWay way, out Refusal? refusal)) return refusal;
        return way == VerificationWay.Pin ? null : new Refusal(Catalogue.SecurityKeys.PinRequired);
    }

    private Refusal? Run(Func<FidoStatus> operation, bool touch, CancellationToken cancellationToken, VerificationWay way = VerificationWay.None)
    {
        if (cancellationToken.IsCancellationRequested) return Catalogue.SecurityKeys.Cancelled;
        Action? show = way == VerificationWay.OnKey && _options.SensorNow is { } sensorNow ? sensorNow : _options.TouchNow;
        if (touch) show?.Invoke();
        FidoStatus status;
        KeywayError? stopped;
        using (var limit = new OperationLimit(_device, _options.Timeout, cancellationToken))
        {
            status = operation();
            stopped = limit.Reason;
        }

        _device.Transport?.ThrowFailure();
        if (status == FidoStatus.Ok) return null;

        // Where no touch was asked for, it is the key that took too long.
        if (stopped is not null) return !touch && stopped == Catalogue.SecurityKeys.TouchTimeout ? Catalogue.SecurityKeys.KeyLost : stopped;
        if (_device.Transport?.Refusal is { } known) return known;
        return status switch
        {
            FidoStatus.PinInvalid => WrongPin(),
            FidoStatus.UserVerificationInvalid => WrongFinger(),
            _ => FidoRefusals.From(status),
        };
    }

    private Refusal WrongPin()
    {
        using var limit = new OperationLimit(_device, AnswerPatience, CancellationToken.None);
        FidoStatus status = Fido.GetPinRetries(_device, out int retries);
        return status == FidoStatus.Ok ? new Refusal(Catalogue.SecurityKeys.WrongPin, Tries(retries)) : Catalogue.SecurityKeys.WrongPin;
    }

    private Refusal WrongFinger()
    {
        using var limit = new OperationLimit(_device, AnswerPatience, CancellationToken.None);
        FidoStatus status = Fido.GetUvRetries(_device, out int retries);
        return status == FidoStatus.Ok ? new Refusal(Catalogue.SecurityKeys.VerificationFailed, Tries(retries)) : Catalogue.SecurityKeys.VerificationFailed;
    }

    private static string Tries(int left) => left == 1 ? "1 try left" : $"{left} tries left";

    private enum VerificationWay
    {
        None,
        Pin,
        OnKey,
    }
}
