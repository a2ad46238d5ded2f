namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>authenticatorConfig: the least length of a PIN and who may learn it, and that the PIN must be changed (CTAP 2.1, 6.11).</summary>
internal sealed class ConfigurationCommand(SoftwareKeyFile file, PinVerifier pins)
{
    private const byte Command = 0x0D;
    private const long SetMinimumPinLength = 0x03;

    // CTAP 2.1, 6.11: in front of what is authenticated, so that no proof for another command fits.
    private const int PrefixLength = 32;

    public CtapReply Execute(CtapMap parameters, ReadOnlyMemory<byte> encoded)
    {
        long subcommand = parameters.RequiredInteger(1L);
        CtapMap? wanted = parameters.OptionalMap(2L);
        if (parameters.Status != CtapStatus.Ok) return parameters.Status;
        if (subcommand != SetMinimumPinLength) return CtapStatus.InvalidSubcommand;

        // A key without a PIN has nobody who could prove anything; it may be prepared for its first holder.
        if (file.State.PinHash is not null)
        {
            byte[] prefix = new byte[PrefixLength];
            Array.Fill(prefix, (byte)0xFF);
            byte[] message = [.. prefix, Command, (byte)subcommand, .. CtapMessageParser.Encoded(encoded, 2).Span];
            CtapStatus status = pins.AuthoriseManagement(parameters, Permissions.AuthenticatorConfiguration, null, message);
            if (status != CtapStatus.Ok) return status;
        }

        return Store(wanted);
    }

    // CTAP 2.1, 6.11.4, its steps in order.
    private CtapStatus Store(CtapMap? wanted)
    {
        SoftwareKeyState state = file.State;
        long length = wanted?.OptionalInteger(1L) ?? state.MinimumPinLength;
        bool force = wanted?.OptionalFlag(3L) ?? false;
        IReadOnlyList<string>? readers = wanted?.OptionalTexts(2L);
        if (wanted is not null && wanted.Status != CtapStatus.Ok) return wanted.Status;
        if (readers is { Count: > SoftwareKeyState.MostPinLengthReaders }) return CtapStatus.KeyStoreFull;
        if (readers is not null && readers.Any(string.IsNullOrEmpty)) return CtapStatus.InvalidParameter;
        if (length < state.MinimumPinLength || length > SoftwareKeyState.LongestPin) return CtapStatus.PinPolicyViolation;
        if (force && state.PinHash is null) return CtapStatus.PinNotSet;

        // A PIN of unknown length may be too short.
        bool tooShort = state.PinHash is not null && length > (state.PinCodePoints ?? SoftwareKeyState.LeastPinLength);
        SoftwareKeyState changed = state with
        {
            MinimumPinLength = (int)length,
            PinChangeRequired = state.PinChangeRequired || force || tooShort,
            PinLengthReaders = readers ?? state.PinLengthReaders,
        };
        if (!file.TryReplace(changed)) return CtapStatus.Other;
        if (changed.PinChangeRequired) pins.RevokeToken();
        return CtapStatus.Ok;
    }
}
