using System.Text.Json;
using System.Text.Json.Serialization;
using Keyway.Errors;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>The state as JSON, byte strings in base64.</summary>
// Metadata only: the generated fast path writes a missing byte string as an empty one.
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SoftwareKeyState), TypeInfoPropertyName = "State")]
internal sealed partial class SoftwareKeyStateJson : JsonSerializerContext
{
    public static byte[] Write(SoftwareKeyState state) => JsonSerializer.SerializeToUtf8Bytes(state, Default.State);

    public static Result<SoftwareKeyState> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            SoftwareKeyState? state = JsonSerializer.Deserialize(json, Default.State);
            if (state is null || state.Format != SoftwareKeyState.FormatName) return Catalogue.SecurityKeys.FileDamaged;
            if (state.Version > SoftwareKeyState.CurrentVersion) return Catalogue.SecurityKeys.FileVersion;
            return IsSound(state) ? state with { Version = SoftwareKeyState.CurrentVersion } : Catalogue.SecurityKeys.FileDamaged;
        }
        catch (JsonException)
        {
            // The message would quote the file, which holds secrets.
            return Catalogue.SecurityKeys.FileDamaged;
        }
    }

    private static bool IsSound(SoftwareKeyState state) =>
        state.Version is >= SoftwareKeyState.OldestVersion and <= SoftwareKeyState.CurrentVersion
        && AreSound(state.PinProtocols, state.Capacity)
        && (state.PinHash is null or { Length: 16 })
        && state.MinimumPinLength is >= SoftwareKeyState.LeastPinLength and <= SoftwareKeyState.LongestPin
        && (state.PinCodePoints is null or (>= SoftwareKeyState.LeastPinLength and <= SoftwareKeyState.LongestPin))
        && state.PinRetries is >= 0 and <= SoftwareKeyState.MostPinRetries
        && AreSoundFingers(state)
        && state.PinLengthReaders is not { Count: > SoftwareKeyState.MostPinLengthReaders }
        && (state.PinLengthReaders ?? []).All(party => !string.IsNullOrEmpty(party))
        && state.Credentials.Count <= state.Capacity
        && state.Credentials.All(credential => credential is not null && credential.IsSound())
        && (state.Attestation is null || AttestationCertificate.IsSound(state.Attestation));

    private static bool AreSoundFingers(SoftwareKeyState state) =>
        state.UvRetries is >= 0 and <= SoftwareKeyState.MostUvRetries
        && state.Enrolled.Count <= (state.Sensor ? SoftwareKeyState.MostFingerprints : 0)
        && state.Enrolled.All(fingerprint => fingerprint is not null && fingerprint.IsSound());

    public static bool AreSound(IReadOnlyList<int> pinProtocols, int capacity) =>
        pinProtocols.Count is 1 or 2
        && pinProtocols.Distinct().Count() == pinProtocols.Count
        && pinProtocols.All(protocol => protocol is 1 or 2)
        && capacity is >= 1 and <= SoftwareKeyState.MostCredentials;
}
