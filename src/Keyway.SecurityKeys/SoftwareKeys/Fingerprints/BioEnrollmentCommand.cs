using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;

namespace Keyway.SecurityKeys.SoftwareKeys.Fingerprints;

/// <summary>authenticatorBioEnrollment: enrols, lists, names and removes fingers (CTAP 2.1, 6.7).</summary>
internal sealed class BioEnrollmentCommand(SoftwareKeyFile file, PinVerifier pins, FingerSensor sensor)
{
    private const byte Fingerprint = 0x01;
    private const byte TouchSensor = 0x01;
    private const int SamplesToEnrol = 4;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private Enrolment? _enrolment;

    public CtapReply Execute(CtapMap parameters, ReadOnlyMemory<byte> encoded, CommandContext context)
    {
        bool modality = parameters.OptionalFlag(6L) ?? false;
        long kind = parameters.OptionalInteger(1L) ?? Fingerprint;
        long? subcommand = parameters.OptionalInteger(2L);
        CtapMap? wanted = parameters.OptionalMap(3L);
        if (parameters.Status != CtapStatus.Ok) return parameters.Status;

        // 6.7.2
        if (modality) return Answer(writer => Write(writer, 1, Fingerprint));
        if (subcommand is null) return CtapStatus.MissingParameter;
        if (kind != Fingerprint) return CtapStatus.UnsupportedOption;

        // What tells nothing of fingers and changes none needs no proof: 6.7.3 and 6.7.5.
        if (subcommand == 0x07) return SensorInfo();
        if (subcommand == 0x03)
        {
            Forget();
            return CtapStatus.Ok;
        }

        if (subcommand is not (0x01 or 0x02 or 0x04 or 0x05 or 0x06)) return CtapStatus.InvalidSubcommand;
        byte[] message = [Fingerprint, (byte)subcommand.Value, .. CtapMessageParser.Encoded(encoded, 3).Span];
        CtapStatus status = pins.AuthoriseManagement(parameters, Permissions.BioEnrollment, null, message, firstEntry: 4);
        if (status != CtapStatus.Ok) return status;
        if (subcommand != 0x02) Forget();
        return subcommand switch
        {
            0x01 => Begin(wanted, context),
            0x02 => Next(wanted, context),
            0x04 => List(),
            0x05 => Rename(wanted),
            _ => Remove(wanted),
        };
    }

    /// <summary>Ends an enrolment that has not all its samples: nothing of it is kept.</summary>
    public void Forget() => _enrolment = null;

    // 6.7.4
    private CtapReply Begin(CtapMap? wanted, CommandContext context)
    {
        TimeSpan patience = PatienceOf(wanted);
        if (wanted is not null && wanted.Status != CtapStatus.Ok) return wanted.Status;
        if (file.State.Enrolled.Count >= SoftwareKeyState.MostFingerprints) return CtapStatus.FingerprintsFull;
        _enrolment = new Enrolment(RandomNumberGenerator.GetBytes(SoftwareFingerprint.IdLength), context.Channel);
        return Capture(_enrolment, patience, context);
    }

    private CtapReply Next(CtapMap? wanted, CommandContext context)
    {
        if (wanted is null) return CtapStatus.MissingParameter;
        byte[] id = wanted.RequiredBytes(1L).ToArray();
        TimeSpan patience = PatienceOf(wanted);
        if (wanted.Status != CtapStatus.Ok) return wanted.Status;
        if (_enrolment is not { } enrolment || enrolment.Channel != context.Channel) return CtapStatus.NotAllowed;
        return enrolment.Id.AsSpan().SequenceEqual(id) ? Capture(enrolment, patience, context) : CtapStatus.InvalidParameter;
    }

    private CtapReply Capture(Enrolment enrolment, TimeSpan patience, CommandContext context)
    {
        CtapStatus status = sensor.Read(null, patience, context, out string finger);
        if (status is not (CtapStatus.Ok or CtapStatus.UserActionTimeout))
        {
            Forget();
            return status;
        }

        FingerprintSampleStatus sample = status == CtapStatus.UserActionTimeout ? FingerprintSampleStatus.NoUserActivity : Take(enrolment, finger);
        if (enrolment.Remaining == 0)
        {
            Forget();
            SoftwareKeyState state = file.State;
            if (!file.TryReplace(state with { Fingerprints = [.. state.Enrolled, SoftwareFingerprint.Of(enrolment.Id, enrolment.Finger!)] })) return CtapStatus.Other;
        }

        return Answer(writer =>
        {
            writer.WriteInt32(4);
            writer.WriteByteString(enrolment.Id);
            Write(writer, 5, (int)sample);
            Write(writer, 6, enrolment.Remaining);
        });
    }

    private FingerprintSampleStatus Take(Enrolment enrolment, string finger)
    {
        if (file.State.Enrolled.Any(enrolled => enrolled.Is(finger))) return FingerprintSampleStatus.Exists;
        enrolment.Finger ??= finger;
        if (enrolment.Finger != finger) return FingerprintSampleStatus.MergeFailure;
        enrolment.Remaining--;
        return FingerprintSampleStatus.Good;
    }

    // 6.7.6
    private CtapReply List()
    {
        IReadOnlyList<SoftwareFingerprint> enrolled = file.State.Enrolled;
        if (enrolled.Count == 0) return CtapStatus.InvalidOption;
        return Answer(writer =>
        {
            writer.WriteInt32(7);
            writer.WriteStartArray(enrolled.Count);
            foreach (SoftwareFingerprint fingerprint in enrolled)
            {
                writer.WriteStartMap(null);
                writer.WriteInt32(1);
                writer.WriteByteString(fingerprint.Id);
                if (fingerprint.Name is not null)
                {
                    writer.WriteInt32(2);
                    writer.WriteTextString(fingerprint.Name);
                }

                writer.WriteEndMap();
            }

            writer.WriteEndArray();
        });
    }

    // 6.7.7
    private CtapReply Rename(CtapMap? wanted)
    {
        if (wanted is null) return CtapStatus.MissingParameter;
        byte[] id = wanted.RequiredBytes(1L).ToArray();
        string name = wanted.RequiredText(2L);
        if (wanted.Status != CtapStatus.Ok) return wanted.Status;
        if (Encoding.UTF8.GetByteCount(name) > SoftwareFingerprint.LongestName) return CtapStatus.InvalidLength;
        return Replace(id, held => [held with { Name = name.Length == 0 ? null : name }]);
    }

    // 6.7.8
    private CtapReply Remove(CtapMap? wanted)
    {
        if (wanted is null) return CtapStatus.MissingParameter;
        byte[] id = wanted.RequiredBytes(1L).ToArray();
        return wanted.Status != CtapStatus.Ok ? wanted.Status : Replace(id, _ => []);
    }

    private CtapStatus Replace(byte[] id, Func<SoftwareFingerprint, SoftwareFingerprint[]> change)
    {
        SoftwareKeyState state = file.State;
        if (!state.Enrolled.Any(IsHeld)) return CtapStatus.InvalidOption;
        SoftwareFingerprint[] changed = [.. state.Enrolled.SelectMany(fingerprint => IsHeld(fingerprint) ? change(fingerprint) : [fingerprint])];
        return file.TryReplace(state with { Fingerprints = changed }) ? CtapStatus.Ok : CtapStatus.Other;

        bool IsHeld(SoftwareFingerprint fingerprint) => fingerprint.Id.AsSpan().SequenceEqual(id);
    }

    private static CtapReply SensorInfo() => Answer(writer =>
    {
        Write(writer, 1, Fingerprint);
        Write(writer, 2, TouchSensor);
        Write(writer, 3, SamplesToEnrol);
        Write(writer, 8, SoftwareFingerprint.LongestName);
    });

    private static TimeSpan PatienceOf(CtapMap? wanted) =>
        wanted?.OptionalInteger(3L) is { } milliseconds && milliseconds > 0 && milliseconds < LongestWait.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : LongestWait;

    private static CtapReply Answer(Action<CborWriter> entries)
    {
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(null);
        entries(writer);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void Write(CborWriter writer, int key, int value)
    {
        writer.WriteInt32(key);
        writer.WriteInt32(value);
    }

    /// <summary>An enrolment that waits for samples; it lives only in memory, so a key that is pulled out is as it was.</summary>
    private sealed class Enrolment(byte[] id, uint channel)
    {
        public byte[] Id => id;

        public uint Channel => channel;

        /// <summary>The finger of the first sample, or null.</summary>
        public string? Finger { get; set; }

        public int Remaining { get; set; } = SamplesToEnrol;
    }
}
