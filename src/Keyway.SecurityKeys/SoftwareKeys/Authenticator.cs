using System.Formats.Cbor;
using Keyway.SecurityKeys.SoftwareKeys.Fingerprints;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>The CTAP 2.1 authenticator behind the wire: one command in, one answer out, whatever the bytes are. One thread at a time.</summary>
internal sealed class Authenticator : IDisposable
{
    /// <summary>The longest command, in bytes.</summary>
    public const int LongestMessage = 2048;

    // CTAP 2.1, 6.6: after that a reset needs the key to be plugged in again, so that no program resets it behind its user's back.
    private static readonly TimeSpan ResetWindow = TimeSpan.FromSeconds(10);

    private readonly SoftwareKeyFile _file;
    private readonly TouchSensor _sensor;
    private readonly TimeProvider _time;
    private readonly PinVerifier _pins;
    private readonly MakeCredentialCommand _makeCredential;
    private readonly GetAssertionCommand _getAssertion;
    private readonly ConfigurationCommand _configuration;
    private readonly CredentialManagementCommand _management;
    private readonly FingerSensor _fingers;
    private readonly BioEnrollmentCommand _enrollment;
    private readonly long _started;

    public Authenticator(SoftwareKeyFile file, TouchSensor sensor, FingerSensor fingers, TimeProvider time)
    {
        _file = file;
        _sensor = sensor;
        _time = time;
        _started = time.GetTimestamp();
        _fingers = fingers;
        _pins = new PinVerifier(file, fingers, time);
        _makeCredential = new MakeCredentialCommand(file, _pins, sensor, fingers);
        _getAssertion = new GetAssertionCommand(file, _pins, sensor, fingers, time);
        _enrollment = new BioEnrollmentCommand(file, _pins, fingers);
        _configuration = new ConfigurationCommand(file, _pins);
        _management = new CredentialManagementCommand(file, _pins);
    }

    /// <summary>Executes a command byte and its parameters, and encodes the answer.</summary>
    public byte[] Execute(ReadOnlyMemory<byte> message, CommandContext context)
    {
        if (message.IsEmpty) return ((CtapReply)CtapStatus.InvalidLength).Encode();
        if (message.Length > LongestMessage) return ((CtapReply)CtapStatus.RequestTooLarge).Encode();
        const byte NextAssertion = 0x08;
        const byte BioEnrollment = 0x09;
        const byte CredentialManagement = 0x0A;

        // The numbers from before CTAP 2.1, which keys keep for older hosts; libfido2 1.12 knows no others.
        const byte BioEnrollmentPreview = 0x40;
        const byte CredentialManagementPreview = 0x41;
        byte command = message.Span[0];
        if (command != NextAssertion) _getAssertion.Forget();
        if (command is not (CredentialManagement or CredentialManagementPreview)) _management.Forget();
        if (command is not (BioEnrollment or BioEnrollmentPreview)) _enrollment.Forget();
        return (command switch
        {
            0x01 => WithParameters(message[1..], map => _makeCredential.Execute(map, context)),
            0x02 => WithParameters(message[1..], map => _getAssertion.Execute(map, context)),
            0x04 => GetInfo(),
            0x06 => WithParameters(message[1..], map => _pins.Execute(map, context)),
            0x07 => Reset(context),
            BioEnrollment or BioEnrollmentPreview when _fingers.IsFitted => WithParameters(message[1..], map => _enrollment.Execute(map, message[1..], context)),
            NextAssertion => _getAssertion.Next(context),
            CredentialManagement or CredentialManagementPreview => WithParameters(message[1..], map => _management.Execute(map, message[1..], context)),
            0x0B => _sensor.Wait(null, context),
            0x0D => WithParameters(message[1..], map => _configuration.Execute(map, message[1..])),
            _ => CtapStatus.InvalidCommand,
        }).Encode();
    }

    public void Dispose()
    {
        _getAssertion.Dispose();
        _pins.Dispose();
    }

    private static CtapReply WithParameters(ReadOnlyMemory<byte> parameters, Func<CtapMap, CtapReply> command) =>
        CtapMessageParser.Parse(parameters, out CtapStatus status) is { } map ? command(map) : status;

    private CtapReply Reset(CommandContext context)
    {
        if (_time.GetElapsedTime(_started) > ResetWindow) return CtapStatus.NotAllowed;
        CtapStatus status = _sensor.Wait(null, context);
        if (status != CtapStatus.Ok) return status;
        if (!_file.TryReplace(_file.State.Erased())) return CtapStatus.Other;
        _pins.Reset();
        return CtapStatus.Ok;
    }

    private CtapReply GetInfo()
    {
        SoftwareKeyState state = _file.State;
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(null);
        WriteTexts(writer, 0x01, "FIDO_2_0", "FIDO_2_1");
        WriteTexts(writer, 0x02, "credProtect", HmacSecretExtension.Name, MakeCredentialParameters.MinimumPinLengthExtension);
        writer.WriteInt32(0x03);
        writer.WriteByteString(state.Aaguid.ToByteArray(bigEndian: true));
        writer.WriteInt32(0x04);
        WriteOptions(writer, Options(state));
        WriteInteger(writer, 0x05, LongestMessage);
        writer.WriteInt32(0x06);
        writer.WriteStartArray(state.PinProtocols.Count);
        foreach (int protocol in state.PinProtocols) writer.WriteInt32(protocol);
        writer.WriteEndArray();
        WriteInteger(writer, 0x08, 32);
        WriteTexts(writer, 0x09, "usb");
        writer.WriteInt32(0x0A);
        writer.WriteStartArray(1);
        writer.WriteStartMap(2);
        writer.WriteTextString("alg");
        writer.WriteInt32(CoseEc2Key.Es256);
        writer.WriteTextString("type");
        writer.WriteTextString(CredentialDescriptors.PublicKeyType);
        writer.WriteEndMap();
        writer.WriteEndArray();
        writer.WriteInt32(0x0C);
        writer.WriteBoolean(state.PinChangeRequired);
        WriteInteger(writer, 0x0D, state.MinimumPinLength);
        WriteInteger(writer, 0x0E, 1);
        WriteInteger(writer, 0x10, SoftwareKeyState.MostPinLengthReaders);
        if (_fingers.IsFitted)
        {
            // A host may ask for a finger as often as there are tries; the sensor does not ask again by itself.
            WriteInteger(writer, 0x11, SoftwareKeyState.MostUvRetries);

            // FIDO Registry of Predefined Values 3.1: USER_VERIFY_FINGERPRINT_INTERNAL.
            WriteInteger(writer, 0x12, 0x02);
        }

        WriteInteger(writer, 0x14, state.Capacity - state.Credentials.Count);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private (string Name, bool Value)[] Options(SoftwareKeyState state)
    {
        (string, bool)[] always = [("rk", true), ("up", true), ("plat", false), ("clientPin", state.PinHash is not null), ("pinUvAuthToken", true), ("credMgmt", true), ("credentialMgmtPreview", true), ("authnrCfg", true), ("setMinPINLength", true)];
        bool enrolled = _fingers.IsConfigured;
        return _fingers.IsFitted ? [.. always, ("uv", enrolled), ("bioEnroll", enrolled), ("userVerificationMgmtPreview", enrolled), ("uvBioEnroll", true)] : always;
    }

    private static void WriteInteger(CborWriter writer, int key, int value)
    {
        writer.WriteInt32(key);
        writer.WriteInt32(value);
    }

    private static void WriteTexts(CborWriter writer, int key, params ReadOnlySpan<string> texts)
    {
        writer.WriteInt32(key);
        writer.WriteStartArray(texts.Length);
        foreach (string text in texts) writer.WriteTextString(text);
        writer.WriteEndArray();
    }

    private static void WriteOptions(CborWriter writer, params ReadOnlySpan<(string Name, bool Value)> options)
    {
        writer.WriteStartMap(options.Length);
        foreach ((string name, bool value) in options)
        {
            writer.WriteTextString(name);
            writer.WriteBoolean(value);
        }

        writer.WriteEndMap();
    }
}
