using System.Formats.Cbor;
using System.Security.Cryptography;
using Keyway.Fido2;
using Keyway.SecurityKeys.SoftwareKeys.Fingerprints;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>authenticatorMakeCredential (CTAP 2.1, 6.1.2), its steps in order.</summary>
internal sealed class MakeCredentialCommand(SoftwareKeyFile file, PinVerifier pins, TouchSensor sensor, FingerSensor fingers)
{
    public CtapReply Execute(CtapMap map, CommandContext context)
    {
        CtapStatus status = MakeCredentialParameters.Read(map, out MakeCredentialParameters parameters);
        if (status != CtapStatus.Ok) return status;

        // Step 1: an empty proof asks which of several keys the person means.
        if (parameters.PinUvAuth is { IsEmpty: true }) return Selection.Answer(file.State, sensor, context);
        if (!parameters.SupportedAlgorithm) return CtapStatus.UnsupportedAlgorithm;

        // Step 5: the key always wants a touch, and knows its user only by a finger that is enrolled.
        bool byFinger = parameters.UserVerification && parameters.PinUvAuth is null;
        if (parameters.UserPresence == false) return CtapStatus.InvalidOption;
        if (byFinger && !fingers.IsConfigured) return CtapStatus.InvalidOption;
        if (parameters.Protection is < 1 or > 3) return CtapStatus.InvalidOption;

        // Step 7 and 11: who set a PIN wants it asked.
        if (file.State.PinHash is not null && parameters.PinUvAuth is null && !byFinger) return CtapStatus.PinRequired;
        if (byFinger)
        {
            status = fingers.Verify(parameters.RelyingPartyId, context);
            if (status != CtapStatus.Ok) return FingerSensor.OfOption(status);
        }

        status = pins.Authorise(parameters.PinUvAuth, parameters.PinUvAuthProtocol, Permissions.MakeCredential, parameters.RelyingPartyId, parameters.ClientDataHash, out bool verified);
        if (status != CtapStatus.Ok) return status;

        // Steps 13 and 14: the finger on the sensor was a touch.
        bool touched = byFinger || (verified && pins.UserIsPresent);
        verified |= byFinger;
        bool excluded = IsExcluded(parameters, verified);
        status = touched ? CtapStatus.Ok : sensor.Wait(parameters.RelyingPartyId, context);
        if (status != CtapStatus.Ok) return status;
        pins.UseUpToken();
        return excluded ? CtapStatus.CredentialExcluded : Make(parameters, verified);
    }

    // Step 12: a credential that demands verification stays hidden from the unverified.
    private bool IsExcluded(MakeCredentialParameters parameters, bool verified) =>
        file.State.Credentials.Any(credential =>
            credential.RelyingPartyId == parameters.RelyingPartyId
            && parameters.Exclude.Names(credential)
            && (verified || credential.Protection != CredentialProtection.UserVerificationRequired));

    private CtapReply Make(MakeCredentialParameters parameters, bool verified)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECParameters secret = key.ExportParameters(includePrivateParameters: true);
        var credential = new SoftwareCredential(
            Id: RandomNumberGenerator.GetBytes(32),
            RelyingPartyId: parameters.RelyingPartyId,
            UserId: parameters.UserId.ToArray(),
            UserName: parameters.UserName,
            UserDisplayName: parameters.UserDisplayName,
            PrivateKey: secret.D!,
            PublicKey: [.. secret.Q.X!, .. secret.Q.Y!],
            Resident: parameters.Resident,
            Protection: (CredentialProtection)(parameters.Protection ?? 1),
            HmacKeyVerified: RandomNumberGenerator.GetBytes(32),
            HmacKeyUnverified: RandomNumberGenerator.GetBytes(32),
            SignCount: 1);

        // Step 17: a resident credential takes the place of the same user's at the same RP.
        SoftwareKeyState state = file.State;
        IReadOnlyList<SoftwareCredential> kept = [.. state.Credentials.Where(old => !(credential.Resident && old.Resident
            && old.RelyingPartyId == credential.RelyingPartyId && old.UserId.AsSpan().SequenceEqual(credential.UserId)))];
        if (kept.Count >= state.Capacity) return CtapStatus.KeyStoreFull;

        byte[] data = SignedAuthenticatorData.Write(
            credential.RelyingPartyId, userPresent: true, verified, credential.SignCount,
            SignedAuthenticatorData.Attested(state.Aaguid, credential), Extensions(parameters, state));
        byte[] reply = Attest(state, key, data, parameters.ClientDataHash);
        return file.TryReplace(state with { Credentials = [.. kept, credential] }) ? reply : CtapStatus.Other;
    }

    private static byte[] Extensions(MakeCredentialParameters parameters, SoftwareKeyState state)
    {
        bool tellsPinLength = parameters.MinimumPinLength && (state.PinLengthReaders ?? []).Contains(parameters.RelyingPartyId);
        if (parameters.Protection is null && !parameters.HmacSecret && !tellsPinLength) return [];
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(null);
        if (parameters.Protection is { } protection)
        {
            writer.WriteTextString("credProtect");
            writer.WriteInt64(protection);
        }

        if (parameters.HmacSecret)
        {
            writer.WriteTextString(HmacSecretExtension.Name);
            writer.WriteBoolean(true);
        }

        if (tellsPinLength)
        {
            writer.WriteTextString(MakeCredentialParameters.MinimumPinLengthExtension);
            writer.WriteInt32(state.MinimumPinLength);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    // The packed attestation statement (WebAuthn L3 8.2).
    private static byte[] Attest(SoftwareKeyState state, ECDsa credentialKey, byte[] data, ReadOnlyMemory<byte> clientDataHash)
    {
        using ECDsa? attestationKey = state.Attestation is null ? null : AttestationCertificate.OpenKey(state.Attestation);
        byte[] signature = (attestationKey ?? credentialKey).SignData([.. data, .. clientDataHash.Span], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        CborWriter writer = CtapWriter.New();
        writer.WriteStartMap(3);
        writer.WriteInt32(1);
        writer.WriteTextString("packed");
        writer.WriteInt32(2);
        writer.WriteByteString(data);
        writer.WriteInt32(3);
        writer.WriteStartMap(null);
        writer.WriteTextString("alg");
        writer.WriteInt32(CoseEc2Key.Es256);
        writer.WriteTextString("sig");
        writer.WriteByteString(signature);
        if (state.Attestation is { } attestation)
        {
            writer.WriteTextString("x5c");
            writer.WriteStartArray(1);
            writer.WriteByteString(attestation.Certificate);
            writer.WriteEndArray();
        }

        writer.WriteEndMap();
        writer.WriteEndMap();
        return writer.Encode();
    }
}
