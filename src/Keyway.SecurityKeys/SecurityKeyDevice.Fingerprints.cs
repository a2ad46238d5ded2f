using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Keyway.Errors;
using Keyway.SecurityKeys.LibFido2;

namespace Keyway.SecurityKeys;

/// <summary>The sensor for fingerprints (CTAP 2.1, 6.7). Each of its settings needs the PIN, also at a key that knows its holder's finger.</summary>
public sealed partial class SecurityKeyDevice
{
    /// <summary>In bytes of UTF-8; more than the sensors that are known take.</summary>
    public const int LongestFingerprintName = 64;

    // Sensors want four to eight good touches. One that has not enough after so many is broken, or lies.
    private const int MostTouches = 64;
    private const int MostIdleTouches = 2;
    private static readonly TimeSpan TouchPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestEnrolment = TimeSpan.FromMinutes(5);

    /// <summary>What the key says of its sensor. No PIN is needed.</summary>
    /// <returns>The sensor, or KW3029 for a key without one.</returns>
    public Result<FingerprintSensor> GetFingerprintSensor()
    {
        lock (_oneOperation) return ReadSensor();
    }

    /// <summary>The fingers that the sensor recognises, oldest first as the keys that are known tell them.</summary>
    /// <returns>The fingers, or a refusal: KW3047 when the list contradicts itself.</returns>
    public Result<IReadOnlyList<FingerprintOnKey>> ListFingerprints(ReadOnlySpan<char> pin)
    {
        lock (_oneOperation)
        {
            using var text = new PinText(pin);
            return MayEnrol(text) is { } refusal ? refusal : ReadFingerprints(text);
        }
    }

    /// <summary>Enrols a finger, touch by touch, and names it. What ends before the last touch leaves nothing on the key.</summary>
    /// <param name="name">1 to 64 bytes of UTF-8 without control characters.</param>
    /// <param name="touch">Called before each touch: show what is wanted.</param>
    /// <param name="pin">The PIN of the key.</param>
    /// <param name="cancellationToken">Ends the enrolment between two touches or in one.</param>
    /// <returns>The finger, or a refusal: KW3049 to KW3052, or KW3017 when nobody touched the sensor.</returns>
    public Result<FingerprintOnKey> EnrolFingerprint(string name, Action<FingerprintProgress> touch, ReadOnlySpan<char> pin, CancellationToken cancellationToken = default)
    {
        lock (_oneOperation)
        {
            using var text = new PinText(pin);
            if (MayEnrol(text) is { } refusal) return refusal;
            if (!IsFingerprintName(name)) return Catalogue.SecurityKeys.FingerprintName;
            if (!ReadSensor().TryGet(out FingerprintSensor? sensor, out refusal)) return refusal;
            if (!ReadFingerprints(text).TryGet(out IReadOnlyList<FingerprintOnKey>? before, out refusal)) return refusal;
            using var enrolment = new FingerprintEnrolment(_device, text);
            refusal = Capture(enrolment, sensor, before, touch, cancellationToken);
            if (refusal is not null)
            {
                // A key that is gone forgets by itself.
                if (refusal.Error != Catalogue.SecurityKeys.KeyLost) _ = Run(() => Fido.CancelEnrolment(_device), touch: false, CancellationToken.None);
                return refusal;
            }

            return Keep(enrolment.Id, name, text);
        }
    }

    /// <summary>Gives a finger another name.</summary>
    /// <returns>What the key says of itself afterwards, or KW3048 when it holds none of this id, or KW3049.</returns>
    public Result<SecurityKeyInfo> RenameFingerprint(ReadOnlyMemory<byte> id, string name, ReadOnlySpan<char> pin)
    {
        lock (_oneOperation)
        {
            using var text = new PinText(pin);
            if (MayEnrol(text) is { } refusal) return refusal;
            if (!IsFingerprintName(name)) return Catalogue.SecurityKeys.FingerprintName;
            refusal = Rename(id, name, text);
            return refusal is null ? Refresh() : refusal;
        }
    }

    /// <summary>Removes a finger for good. Without the last one the key asks for its PIN again.</summary>
    /// <returns>What the key says of itself afterwards, or KW3048 when it holds none of this id.</returns>
    public Result<SecurityKeyInfo> RemoveFingerprint(ReadOnlyMemory<byte> id, ReadOnlySpan<char> pin)
    {
        lock (_oneOperation)
        {
            using var text = new PinText(pin);
            if (MayEnrol(text) is { } refusal) return refusal;
            refusal = Remove(id, text) ?? Reopen();
            return refusal is null ? _info : refusal;
        }
    }

    /// <summary>Lets relying parties learn the least length of the PIN when they register the key (CTAP 2.1, 6.11.4 and 12.4). Replaces the list of before.</summary>
    /// <returns>What the key says of itself afterwards, or a refusal: KW3020 when the key takes fewer.</returns>
    public Result<SecurityKeyInfo> SetPinLengthReaders(IReadOnlyList<string> relyingPartyIds, ReadOnlySpan<char> pin)
    {
        lock (_oneOperation)
        {
            if (!_info.Has("setMinPINLength")) return Catalogue.SecurityKeys.SettingMissing;
            using var text = new PinText(pin);
            if (NeedsPin(text) is { } refusal) return refusal;
            nint[] parties = [.. relyingPartyIds.Select(Marshal.StringToCoTaskMemUTF8)];
            try
            {
                refusal = RunSetting(() => Fido.SetPinLengthReaders(_device, parties, (nuint)parties.Length, text.Pointer));
            }
            finally
            {
                Array.ForEach(parties, Marshal.FreeCoTaskMem);
            }

            return refusal is null ? Refresh() : refusal;
        }
    }

    private static bool IsFingerprintName(string name) =>
        name.Trim().Length > 0 && Encoding.UTF8.GetByteCount(name) <= LongestFingerprintName && !name.Any(char.IsControl);

    private Refusal? MayEnrol(PinText pin) => _info.HasFingerprintSensor ? NeedsPin(pin) : new Refusal(Catalogue.SecurityKeys.SettingMissing);

    private Result<FingerprintSensor> ReadSensor()
    {
        if (!_info.HasFingerprintSensor) return Catalogue.SecurityKeys.SettingMissing;
        FingerprintSensor? sensor = null;
        if (RunSetting(() => FingerprintReader.ReadSensor(_device, out sensor)) is { } refusal) return refusal;
        return sensor is null ? new Refusal(Catalogue.SecurityKeys.EnrolmentMalformed, "it wants no touches at all") : sensor;
    }

    private Result<IReadOnlyList<FingerprintOnKey>> ReadFingerprints(PinText pin)
    {
        FingerprintOnKey[] fingerprints = [];
        if (RunSetting(() => FingerprintReader.ReadTemplates(_device, pin, out fingerprints)) is { } refusal) return refusal;

        // What is renamed and removed is named by its id, so two of one id would be a trap.
        bool sound = fingerprints.All(fingerprint => !fingerprint.Id.IsEmpty)
            && fingerprints.DistinctBy(fingerprint => Convert.ToHexString(fingerprint.Id.Span)).Count() == fingerprints.Length;
        return sound ? fingerprints : Catalogue.SecurityKeys.FingerprintsMalformed;
    }

    private Refusal? Capture(FingerprintEnrolment enrolment, FingerprintSensor sensor, IReadOnlyList<FingerprintOnKey> before, Action<FingerprintProgress> touch, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan patience = _options.Timeout / 2 < TouchPatience ? _options.Timeout / 2 : TouchPatience;
        int idle = 0;
        touch(new FingerprintProgress(null, sensor.SamplesToEnrol));
        for (int touches = 1; ; touches++)
        {
            if (RunSetting(() => enrolment.Capture(patience), cancellationToken) is { } refusal) return refusal;
            if (enrolment.Id.Length == 0 || before.Any(old => old.Id.Span.SequenceEqual(enrolment.Id))) return new Refusal(Catalogue.SecurityKeys.EnrolmentMalformed, "no id of its own");
            int remaining = enrolment.Remaining;
            if (remaining > sensor.SamplesToEnrol) return new Refusal(Catalogue.SecurityKeys.EnrolmentMalformed, $"{remaining} of {sensor.SamplesToEnrol} touches left");
            if (remaining == 0) return enrolment.Last == FingerprintSampleStatus.Good ? null : new Refusal(Catalogue.SecurityKeys.EnrolmentMalformed, "finished by a bad touch");
            idle = enrolment.Last == FingerprintSampleStatus.NoUserActivity ? idle + 1 : 0;
            if (idle == MostIdleTouches) return new Refusal(Catalogue.SecurityKeys.TouchTimeout);
            if (touches == MostTouches || Stopwatch.GetElapsedTime(start) > LongestEnrolment) return new Refusal(Catalogue.SecurityKeys.EnrolmentNotFinished);
            touch(new FingerprintProgress(enrolment.Last, remaining));
        }
    }

    private Result<FingerprintOnKey> Keep(byte[] id, string name, PinText pin)
    {
        // A finger that nobody could tell from the others would be worse than none.
        if (Rename(id, name, pin) is { } refusal)
        {
            _ = Remove(id, pin);
            return refusal;
        }

        if (Reopen() is { } lost) return lost;
        if (!ReadFingerprints(pin).TryGet(out IReadOnlyList<FingerprintOnKey>? after, out refusal)) return refusal;
        return after.FirstOrDefault(fingerprint => fingerprint.Id.Span.SequenceEqual(id)) is { } enrolled
            ? enrolled
            : new Refusal(Catalogue.SecurityKeys.EnrolmentMalformed, "the finger is not in its list");
    }

    // libfido2 looks only once, when it opens a key, whether the key can verify its user by itself.
    private Refusal? Reopen()
    {
        _ = Fido.CloseDevice(_device.DangerousGetHandle());
        FidoStatus status = Open(_device, Path, out _);
        if (status != FidoStatus.Ok) return new Refusal(Catalogue.SecurityKeys.KeyLost);
        return Refresh().TryGet(out _, out Refusal? refusal) ? null : refusal;
    }

    private Refusal? Rename(ReadOnlyMemory<byte> id, string name, PinText pin) => Change(id, name, template => Fido.StoreTemplateName(_device, template, pin.Pointer));

    private Refusal? Remove(ReadOnlyMemory<byte> id, PinText pin) => Change(id, null, template => Fido.RemoveTemplate(_device, template, pin.Pointer));

    private Refusal? Change(ReadOnlyMemory<byte> id, string? name, Func<nint, FidoStatus> change)
    {
        using var template = new FingerprintTemplate();
        FidoStatus status = template.Name(id.Span, name);
        if (status != FidoStatus.Ok) return FidoRefusals.From(status);
        Refusal? refusal = RunSetting(() => status = change(template.Handle));
        return status switch
        {
            FidoStatus.InvalidOption => new Refusal(Catalogue.SecurityKeys.FingerprintUnknown),
            FidoStatus.InvalidLength => new Refusal(Catalogue.SecurityKeys.FingerprintName),
            _ => refusal,
        };
    }
}
