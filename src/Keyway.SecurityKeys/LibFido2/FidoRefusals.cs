using Keyway.Errors;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>Turns what libfido2 and the key answer into numbered refusals.</summary>
internal static class FidoRefusals
{
    public static Refusal From(FidoStatus status) => status switch
    {
        FidoStatus.PinInvalid => Catalogue.SecurityKeys.WrongPin,
        FidoStatus.PinBlocked => Catalogue.SecurityKeys.PinBlocked,
        FidoStatus.PinAuthBlocked => Catalogue.SecurityKeys.PinTriesExhausted,
        FidoStatus.PinNotSet => Catalogue.SecurityKeys.PinNotSet,
        FidoStatus.PinRequired => Catalogue.SecurityKeys.PinRequired,
        FidoStatus.PinPolicyViolation => Catalogue.SecurityKeys.PinPolicy,
        FidoStatus.NoCredentials => Catalogue.SecurityKeys.NoCredentials,
        FidoStatus.CredentialExcluded => Catalogue.SecurityKeys.CredentialExcluded,
        FidoStatus.UserActionTimeout or FidoStatus.ActionTimeout => Catalogue.SecurityKeys.TouchTimeout,
        FidoStatus.OperationDenied => Catalogue.SecurityKeys.Denied,
        FidoStatus.KeepAliveCancel => Catalogue.SecurityKeys.Cancelled,
        FidoStatus.KeyStoreFull => Catalogue.SecurityKeys.KeyStoreFull,
        FidoStatus.FingerprintsFull => Catalogue.SecurityKeys.SensorFull,
        FidoStatus.UnsupportedOption or FidoStatus.InvalidOption or FidoStatus.UnsupportedExtension or FidoStatus.UnsupportedAlgorithm => Detailed(Catalogue.SecurityKeys.Unsupported, status),
        FidoStatus.UserVerificationInvalid => Catalogue.SecurityKeys.VerificationFailed,
        FidoStatus.UserVerificationBlocked => Catalogue.SecurityKeys.VerificationBlocked,
        FidoStatus.ChannelBusy => Catalogue.SecurityKeys.KeyInUse,

        // Internal is also what libfido2 says when a key goes away during key agreement.
        FidoStatus.Transmit or FidoStatus.Receive or FidoStatus.Timeout or FidoStatus.Internal => Catalogue.SecurityKeys.KeyLost,
        FidoStatus.NotCbor or FidoStatus.InvalidCbor => Detailed(Catalogue.SecurityKeys.MalformedAnswer, status),
        FidoStatus.InvalidArgument or FidoStatus.InvalidParameter => Detailed(Catalogue.SecurityKeys.BadRequest, status),
        _ => Detailed(Catalogue.SecurityKeys.KeyRefused, status),
    };

    private static Refusal Detailed(KeywayError error, FidoStatus status) =>
        new(error, status < 0 ? $"libfido2 {(int)status}" : $"CTAP status 0x{(int)status:X2}");
}
